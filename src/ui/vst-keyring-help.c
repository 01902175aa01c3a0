/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-keyring-help.h"

#include <glib/gi18n.h>

/* Wide enough for the commands to break at a space. */
#define WIDTH_CHARS 36

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Else a line ends after a hyphen, and nobody knows whether a space stands there. */
static void
break_at_spaces_only (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const char *text = gtk_label_get_text (label);
  guint start, end;

  for (start = 0; text[start] != '\0'; start = text[end] == ' ' ? end + 1 : end) {
    PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

    for (end = start; text[end] != '\0' && text[end] != ' '; end++)
      continue;
    attribute->start_index = start;
    attribute->end_index = end;
    pango_attr_list_insert (attributes, attribute);
  }
  gtk_label_set_attributes (label, attributes);
}

static void
add_step (GtkBox *box, const char *words, const char *command)
{
  GtkWidget *step = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = make_label (command, "monospace");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  break_at_spaces_only (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (step), make_label (words, "dim-label"));
  gtk_box_append (GTK_BOX (step), label);
  gtk_box_append (box, step);
}

static GtkWidget *
make_steps (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  /* Translators: a command line follows. */
  add_step (GTK_BOX (box), _ ("Install it on Debian or Ubuntu:"), "sudo apt install gnome-keyring");
  /* Translators: a command line follows. */
  add_step (GTK_BOX (box), _ ("Log in again, or start it at once:"),
            "gnome-keyring-daemon --start --components=secrets");
  gtk_box_append (
      GTK_BOX (box),
      make_label (_ ("Vestibule notices by itself and need not be opened again."), "dim-label"));
  return box;
}

void
vst_keyring_help_show (GtkWidget *widget)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("How to Get a Keyring"),
      _ ("On GNOME it is the package gnome-keyring. On KDE it is KWallet "
         "5.97 or later, or KeePassXC with its Secret Service turned on.")));
  adw_message_dialog_set_extra_child (dialog, make_steps ());
  adw_message_dialog_add_response (dialog, "close", _ ("Close"));
  adw_message_dialog_set_default_response (dialog, "close");
  /* Else the first command has it, all selected. */
  gtk_window_set_focus (GTK_WINDOW (dialog), gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  gtk_window_present (GTK_WINDOW (dialog));
}
