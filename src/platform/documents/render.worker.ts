import type { DocumentModel } from './model.ts';
import type { PosterModel } from './poster-model.ts';

/** What is to be made, and how. */
export type RenderOrder =
  | { readonly kind: 'pdf'; readonly model: DocumentModel; readonly options?: { compress?: boolean } }
  | { readonly kind: 'docx'; readonly model: DocumentModel }
  | {
      readonly kind: 'poster';
      readonly model: PosterModel;
      readonly options?: { size?: 'A3' | 'A4'; compress?: boolean };
    };

/** Makes one paper. The renderers are loaded when the first of their kind is made. */
export default async function render(order: RenderOrder): Promise<Uint8Array> {
  switch (order.kind) {
    case 'pdf':
      return await (await import('./pdf.ts')).renderPdf(order.model, order.options);
    case 'docx':
      return await (await import('./docx.ts')).renderDocx(order.model);
    case 'poster':
      return await (await import('./poster.ts')).renderPoster(order.model, order.options);
  }
}
