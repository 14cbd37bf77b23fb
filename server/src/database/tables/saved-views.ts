/** `owner` is `person:{username}` or `role:{role}`; `query` the address's query that shows the view. */
export interface SavedViewsTable {
  id: string;
  page: string;
  owner: string;
  name: string;
  query: string;
}

export interface SavedViewsTables {
  savedViews: SavedViewsTable;
}
