/** The five pages where the project began, by the numbers under which rules and ambiguities cite them. */
export const seedPages = {
  '000': 'creating-a-vc.md',
  '001': 'virtual-connection-context.md',
  '002': 'differences-in-virtual-connections.md',
  '003': 'nc-ndis-miniport_co_create_vc.md',
  '004': 'deactivating-a-vc.md',
} as const;

/** The number of a seed page. */
export type SeedDoc = keyof typeof seedPages;
