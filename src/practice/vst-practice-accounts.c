/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-practice-accounts.h"

#include <glib/gi18n.h>

#define PRACTICE "practice"
#define JAE "jae.wilson@acme.com"
#define JAE_PASSWORD "open-the-door-7"
#define CLIENT_ID "3b6f0c52-0f7e-4c0b-9f3e-6c1d7a90b211"
#define CLIENT_SECRET "5d0a4f1e9b7c48e2a6f3d18c7b905e24f6a1c3d8e07b4952"
#define ACCESS_TOKEN "DDCI4c7f91e05ab2d86e3f60c1a9d47b582e90f3c6ad715e8b24"

static const VstPracticeAccount accounts[] = {
  { "password", N_ ("User name and password"), TRUE, DOMO_METHOD_PASSWORD, PRACTICE, JAE,
    JAE_PASSWORD, NULL },
  { "client", N_ ("API client"), TRUE, DOMO_METHOD_CLIENT, NULL, CLIENT_ID, CLIENT_SECRET, NULL },
  { "access-token", N_ ("Access token"), TRUE, DOMO_METHOD_ACCESS_TOKEN, PRACTICE, NULL,
    ACCESS_TOKEN, NULL },
  { "wrong-password", N_ ("Wrong password"), FALSE, DOMO_METHOD_PASSWORD, PRACTICE, JAE,
    "not-the-password", NULL },
  { "locked", N_ ("Account locked"), FALSE, DOMO_METHOD_PASSWORD, PRACTICE,
    "mateus.ribeiro@acme.com", "once-too-often-3", NULL },
  { "no-instance", N_ ("No such instance"), FALSE, DOMO_METHOD_PASSWORD, "practise", JAE,
    JAE_PASSWORD, NULL },
  { "blocked", N_ ("Address not on the allow list"), FALSE, DOMO_METHOD_PASSWORD, "practice-office",
    JAE, JAE_PASSWORD, NULL },
  { "sso", N_ ("Single sign-on only"), FALSE, DOMO_METHOD_PASSWORD, "practice-sso", JAE,
    JAE_PASSWORD, NULL },
  { "code", N_ ("Wants a one-time code"), FALSE, DOMO_METHOD_PASSWORD, PRACTICE,
    "grace.okafor@acme.com", "two-steps-at-once-2", VST_PRACTICE_CODE },
  { "slow", N_ ("Slow answer"), FALSE, DOMO_METHOD_PASSWORD, PRACTICE, "hiroko.tanaka@acme.com",
    "all-in-good-time-6", NULL },
  { "broken", N_ ("Broken answer"), FALSE, DOMO_METHOD_PASSWORD, PRACTICE, "ines.keller@acme.com",
    "half-a-sentence-5", NULL },
};

static const VstPracticePerson people[] = {
  { 1893952720, JAE, JAE_PASSWORD, "Jae Wilson", "Business Intelligence", "Analyst", "Admin",
    "c605f478-0cd2-4451-9fd4-d82090b71e66", VST_PERSON_GOOD, TRUE },
  { 964382593, "noor.haddad@acme.com", NULL, "Noor Haddad", "Data Engineering", "Data Engineer",
    "Admin", "1a9e2f60-7d34-4b8c-8e57-3f0c6b52d9a8", VST_PERSON_GOOD, FALSE },
  { 742610385, "mateus.ribeiro@acme.com", "once-too-often-3", "Mateus Ribeiro", "Finance",
    "Controller", "Editor", NULL, VST_PERSON_LOCKED, FALSE },
  { 3501873264, "grace.okafor@acme.com", "two-steps-at-once-2", "Grace Okafor", "Security",
    "Engineer", "Privileged", NULL, VST_PERSON_WANTS_CODE, FALSE },
  { 2260918437, "hiroko.tanaka@acme.com", "all-in-good-time-6", "Hiroko Tanaka", "Operations",
    "Planner", "Editor", NULL, VST_PERSON_SLOW, FALSE },
  { 1375084926, "ines.keller@acme.com", "half-a-sentence-5", "Ines Keller", "Marketing",
    "Strategist", "Participant", NULL, VST_PERSON_BROKEN, FALSE },
};

const VstPracticeKeys vst_practice_keys = {
  .id = CLIENT_ID,
  .secret = CLIENT_SECRET,
  .user_id = 964382593,
  .token = ACCESS_TOKEN,
  .token_id = 17,
  .token_owner = 1893952720,
};

const VstPracticeAccount *
vst_practice_get_accounts (gsize *n_accounts)
{
  *n_accounts = G_N_ELEMENTS (accounts);
  return accounts;
}

const VstPracticePerson *
vst_practice_person_by_name (const char *user_name)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (people); i++)
    if (people[i].password && g_ascii_strcasecmp (people[i].user_name, user_name) == 0)
      return &people[i];
  return NULL;
}

const VstPracticePerson *
vst_practice_person_by_id (gint64 id)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (people); i++)
    if (people[i].id == id)
      return &people[i];
  return NULL;
}

static gboolean
is_loopback (const char *name)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (name);

  if (address)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (name, "localhost") == 0;
}

VstPracticeInstance
vst_practice_instance_of (const char *host)
{
  static const struct {
    const char *host;
    VstPracticeInstance instance;
  } known[] = {
    { PRACTICE ".domo.com", VST_INSTANCE_PRACTICE },
    { PRACTICE "-office.domo.com", VST_INSTANCE_OFFICE },
    { PRACTICE "-sso.domo.com", VST_INSTANCE_SSO },
    { "api.domo.com", VST_INSTANCE_PLATFORM },
  };
  g_autoptr (GSocketConnectable) address = NULL;
  const char *name;
  gsize i;

  address = host ? g_network_address_parse (host, 80, NULL) : NULL;
  if (!address)
    return VST_INSTANCE_UNKNOWN;
  name = g_network_address_get_hostname (G_NETWORK_ADDRESS (address));
  if (is_loopback (name))
    return VST_INSTANCE_LOOPBACK;
  for (i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (known[i].host, name) == 0)
      return known[i].instance;
  return VST_INSTANCE_UNKNOWN;
}
