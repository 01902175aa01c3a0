/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-host-caption.h"

#include <glib/gi18n.h>

#include "domo-text.h"

/* Where practice happens, whatever is typed. */
#define PRACTICE_HOST "127.0.0.1"

static gboolean
stays_here (const VstHostCaption *self)
{
  return self->is_practice || (self->instance && domo_instance_is_loopback (self->instance));
}

static gboolean
is_strange (const VstHostCaption *self)
{
  return self->method != DOMO_METHOD_CLIENT && !stays_here (self) && self->instance &&
         !domo_instance_is_known (self->instance) && !self->is_allowed;
}

/* (transfer full): @format, which has one %s for the host in bold. */
G_GNUC_FORMAT (1)
static char *
with_host (const char *format, const char *host)
{
  g_autofree char *bold = g_markup_printf_escaped ("<b>%s</b>", host);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, bold);
#pragma GCC diagnostic pop
}

static char *
get_here (const VstHostCaption *self)
{
  const char *host = self->is_practice ? PRACTICE_HOST : domo_instance_get_host (self->instance);

  if (self->method == DOMO_METHOD_PASSWORD)
    return with_host (_ ("Your password stays on this computer: %s"), host);
  if (self->method == DOMO_METHOD_CLIENT)
    return with_host (_ ("The secret stays on this computer: %s"), host);
  return with_host (_ ("Your token stays on this computer: %s"), host);
}

static char *
get_there (const VstHostCaption *self)
{
  const char *host = domo_instance_get_host (self->instance);

  if (self->method == DOMO_METHOD_PASSWORD)
    return with_host (_ ("Your password goes to %s over TLS and nowhere else."), host);
  return with_host (_ ("Your token goes to %s over TLS and nowhere else."), host);
}

char *
vst_host_caption_to_markup (const VstHostCaption *self)
{
  g_autofree char *typed = domo_text_tidy (self->typed, -1);

  if (self->is_invalid)
    return g_markup_printf_escaped (_ ("“%s” is not an instance. Write acme or acme.domo.com."),
                                    typed);
  if (stays_here (self))
    return get_here (self);
  if (self->method == DOMO_METHOD_CLIENT)
    return g_strdup (_ ("The secret goes to api.domo.com over TLS and nowhere else. "
                        "The answer names the instance."));
  if (is_strange (self))
    return with_host (_ ("%s is not an address of Domo’s own. You are asked first."),
                      domo_instance_get_host (self->instance));
  if (self->instance)
    return get_there (self);
  return g_strdup (self->method == DOMO_METHOD_PASSWORD
                       ? _ ("Your password goes to the instance over TLS and nowhere else.")
                       : _ ("Your token goes to the instance over TLS and nowhere else."));
}

const char *
vst_host_caption_get_icon_name (const VstHostCaption *self)
{
  return self->is_invalid || is_strange (self) ? "dialog-warning-symbolic"
                                               : "channel-secure-symbolic";
}
