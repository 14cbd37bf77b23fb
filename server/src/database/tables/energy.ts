/** Tables of the meter ledger. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the ledger's own migration
export interface EnergyTables {}
