/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bare-page.h"

#define N_PROFILE_ROWS 14

static GtkWidget *
add_child (GtkBox *box, GtkWidget *child, const char *css_class)
{
  if (css_class)
    gtk_widget_add_css_class (child, css_class);
  gtk_box_append (box, child);
  return child;
}

static GtkBox *
make_column (int spacing)
{
  return GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing));
}

static GtkWidget *
make_header (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, "_Keyboard Shortcuts", "win.show-help-overlay");
  g_menu_append (menu, "_About", "app.about");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "open-menu-symbolic");
  gtk_widget_set_tooltip_text (button, "Main Menu");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("Bare", ""));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  gtk_widget_add_css_class (header, "flat");
  return header;
}

static GtkWidget *
make_hero (void)
{
  GtkBox *hero = make_column (6);
  GtkWidget *icon = add_child (hero, gtk_image_new_from_icon_name ("application-x-executable"),
                               "icon-dropshadow");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 80);
  add_child (hero, gtk_label_new ("Who Does Domo Say You Are?"), "title-1");
  add_child (hero, gtk_label_new ("Sign in to see the profile."), "dim-label");
  return GTK_WIDGET (hero);
}

static GtkWidget *
make_methods (void)
{
  static const char *const names[] = { "Password", "API Client", "Access Token" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = NULL;

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "linked");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    GtkWidget *button =
        add_child (GTK_BOX (box), gtk_toggle_button_new_with_label (names[i]), NULL);

    if (first)
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
    else
      first = button;
  }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
  return box;
}

static GtkWidget *
make_fields (void)
{
  static const char *const titles[] = { "Instance", "User name", "Password" };
  GtkWidget *group = adw_preferences_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++) {
    GtkWidget *row = i == 2 ? adw_password_entry_row_new () : adw_entry_row_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), titles[i]);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  return group;
}

static GtkWidget *
make_caption (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label =
      gtk_label_new ("Your password goes to the instance over TLS and nowhere else.");

  add_child (GTK_BOX (box), gtk_image_new_from_icon_name ("channel-secure-symbolic"), "dim-label");
  gtk_widget_add_css_class (add_child (GTK_BOX (box), label, "caption"), "dim-label");
  return box;
}

static GtkWidget *
make_keep (void)
{
  static const char *const choices[] = { "Token", "Token and password", "Nothing", NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);
  GtkBox *box = make_column (9);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_combo_row_new ();
  GtkWidget *label = gtk_label_new ("The token rests in the keyring until it ends.");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Keep in the keyring");
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  add_child (box, group, NULL);
  gtk_widget_add_css_class (add_child (box, label, "caption"), "dim-label");
  return GTK_WIDGET (box);
}

static GtkWidget *
make_sign_in_button (void)
{
  GtkWidget *button = gtk_button_new_with_label ("Sign In");

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 180, -1);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

static GtkWidget *
make_page (GtkWidget *content)
{
  GtkBox *page = make_column (0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 460);
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  add_child (page, make_header (), NULL);
  add_child (page, scroller, NULL);
  return GTK_WIDGET (page);
}

GtkWidget *
bare_page_new_form (void)
{
  GtkBox *form = make_column (18);

  gtk_widget_set_valign (GTK_WIDGET (form), GTK_ALIGN_CENTER);
  add_child (form, make_hero (), NULL);
  add_child (form, make_methods (), NULL);
  add_child (form, make_fields (), NULL);
  add_child (form, make_caption (), NULL);
  add_child (form, make_keep (), NULL);
  add_child (form, make_sign_in_button (), NULL);
  return make_page (GTK_WIDGET (form));
}

GtkWidget *
bare_page_new_empty (void)
{
  GtkBox *page = make_column (0);

  add_child (page, make_header (), NULL);
  return GTK_WIDGET (page);
}

GtkWidget *
bare_page_new_profile (void)
{
  GtkBox *content = make_column (18);
  GtkWidget *group = adw_preferences_group_new ();

  add_child (content, adw_avatar_new (96, "Jae Wilson", TRUE), NULL);
  add_child (content, gtk_label_new ("Jae Wilson"), "title-1");
  for (int i = 0; i < N_PROFILE_ROWS; i++) {
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Field");
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "Value");
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  add_child (content, group, NULL);
  add_child (content, gtk_button_new_with_label ("Copy Token"), "suggested-action");
  add_child (content, gtk_button_new_with_label ("Sign Out"), NULL);
  return make_page (GTK_WIDGET (content));
}
