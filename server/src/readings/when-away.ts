import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { StoreFailure } from "./store-failure.ts";

/** A question to the readings store; throws `store-unavailable` to who asked when the store cannot answer. */
export async function whenAway<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (problem) {
    if (problem instanceof StoreFailure) throw new Problem("store-unavailable", {}, { cause: problem });
    throw problem;
  }
}
