/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stage.h"
#include "test-support.h"

G_BEGIN_DECLS

typedef struct _Scene Scene;

/* A state of the window that a picture is made of, and how the window gets there. */
struct _Scene {
  const char *name;
  void (*play) (Stage *stage, const Scene *scene);
  void (*prepare) (Stage *stage); /* before there is a window; nullable */

  gboolean is_real;            /* without the practice instance */
  TestCertificate certificate; /* is_real: of the server that is asked */
  const char *host;            /* is_real: what to type, in place of that server's address */
  TestName answer;             /* is_real: what the name server says of @host */

  const char *account; /* what to fill in and submit; NULL: the first practice account */
  VstRoute route;      /* how the server misbehaves then */
  VstFault fault;
};

/** scenes_list: Returns: (transfer none) (array length=n_scenes) */
const Scene *scenes_list (gsize *n_scenes);

/** scene_play: Returns: (transfer full): a window in the state of @scene, to be photographed */
Stage *scene_play (const Scene *scene, int width, int height);

G_END_DECLS
