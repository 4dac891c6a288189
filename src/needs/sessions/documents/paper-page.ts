import type { PageSetup } from '../../../platform/documents/model.ts';

/** Session papers are filed by the left edge like all official papers; the text is a size smaller than an order's. */
export const sharedMargins: PageSetup = { fontSize: 12 };
