import { m } from "#messages";

/** What a person did, by the route that did it; a route that is newer than this page stands as it is. */
export function auditWords(action: string): string {
  const known: Readonly<Record<string, () => string>> = {
    "POST /api/session": m.admin_did_sign_in,
    "DELETE /api/session": m.admin_did_sign_out,
    "PUT /api/session/locale": m.admin_did_language,
    "PUT /api/session/password": m.admin_did_own_password,
    "POST /api/sites": m.admin_did_site_add,
    "PUT /api/sites/{site}": m.admin_did_site_change,
    "POST /api/sites/import": m.admin_did_site_import,
    "POST /api/device-types/import": m.admin_did_types_import,
    "DELETE /api/device-types/{id}": m.admin_did_type_remove,
    "POST /api/equipment/{site}": m.admin_did_equipment_add,
    "PUT /api/equipment/{site}/{equipment}": m.admin_did_equipment_change,
    "DELETE /api/equipment/{site}/{equipment}": m.admin_did_equipment_remove,
    "POST /api/equipment/{site}/{equipment}/commands": m.admin_did_command,
    "POST /api/alarms/{id}/acknowledge": m.admin_did_acknowledge,
    "POST /api/alarms/{id}/reset": m.admin_did_reset,
    "POST /api/alarms/{id}/shelve": m.admin_did_shelve,
    "POST /api/alarms/{id}/unshelve": m.admin_did_unshelve,
    "POST /api/work-orders": m.admin_did_order_create,
    "POST /api/work-orders/{id}/steps": m.admin_did_order_step,
    "POST /api/energy/replacements": m.admin_did_replacement,
    "POST /api/people": m.admin_did_person_add,
    "PUT /api/people/{username}": m.admin_did_person_change,
    "POST /api/devices": m.admin_did_device_add,
    "DELETE /api/devices/{username}": m.admin_did_device_revoke,
    "POST /api/dead-letters/{id}/retry": m.admin_did_letter_retry,
    "POST /api/dead-letters/retry": m.admin_did_letters_retry,
    "POST /api/read-backs": m.admin_did_read_back,
    "PUT /api/demo/faults/{id}": m.admin_did_fault,
  };
  return known[action]?.() ?? action;
}

/** Actions that the filter offers. */
export const auditActions = [
  "POST /api/session",
  "POST /api/alarms/{id}/acknowledge",
  "POST /api/alarms/{id}/shelve",
  "POST /api/alarms/{id}/reset",
  "POST /api/work-orders/{id}/steps",
  "POST /api/equipment/{site}/{equipment}/commands",
  "POST /api/equipment/{site}",
  "PUT /api/equipment/{site}/{equipment}",
  "DELETE /api/equipment/{site}/{equipment}",
  "POST /api/people",
  "PUT /api/people/{username}",
  "POST /api/devices",
  "DELETE /api/devices/{username}",
  "PUT /api/demo/faults/{id}",
] as const;
