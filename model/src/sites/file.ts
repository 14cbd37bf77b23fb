import { z } from "zod";
import { equipmentInput, site } from "../api/schemas.ts";

/**
 * A site file as YAML gives it: the site and all its equipment in one list, parts naming their parent. Whether types, parents
 * and gateways exist is asked of the whole (`checkTree`), not of the schema.
 */
export const siteFile = z.strictObject({ site, equipment: z.array(equipmentInput).default([]) });
