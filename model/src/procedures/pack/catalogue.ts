import type { Procedure } from "../procedure.ts";
import { entrapment } from "./entrapment.ts";

/** The procedures that come with the product, in the order in which lists show them (domain C6). */
export const procedures: readonly Procedure[] = [entrapment];
