/** Tables of the judging half: consumers' positions, detections, alarms, work orders, refused readings. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the pipeline's own migration
export interface PipelineTables {}
