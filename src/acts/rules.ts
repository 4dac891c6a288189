import type { Block, DocumentModel, PartBlock } from '../platform/documents/model.ts';

/** Where an act stands: a draft follows the data, a numbered one waits for the signature, a signed one is frozen. */
export type ActStanding = 'draft' | 'registered' | 'signed' | 'annulled';

/** The standing of an act, from its state and number. */
export function standingOf(act: {
  readonly state: 'draft' | 'signed' | 'annulled';
  readonly number: string | null;
}): ActStanding {
  if (act.state !== 'draft') return act.state;
  return act.number === null ? 'draft' : 'registered';
}

/** The number that runs on within an office's own: its last digits («86-т» → 86, «19/91» → 91); 0 without any. */
export function runningOf(number: string): number {
  return Number(/(\d+)\D*$/.exec(number)?.[1] ?? 0);
}

/** The next number written as the last one was: «86-т» and 87 → «87-т». */
export function numberAfter(last: string | null, running: number): string {
  return (last ?? '0').replace(/\d+(?=\D*$)/, String(running));
}

/** The year whose numbers an act of this day draws from. */
export function registerYear(issuedOn: string): number {
  return Number(issuedOn.slice(0, 4));
}

/**
 * One file with the Kyrgyz paper and the Russian one after it. The Russian text begins on a new page; page setups of
 * its annexes stay.
 */
export function bothLanguages(paper: {
  readonly ky: DocumentModel;
  readonly ru: DocumentModel;
}): DocumentModel {
  const { ky, ru } = paper;
  const russian: PartBlock[] = [];
  let loose: PartBlock['blocks'][number][] = [];
  const flush = () => {
    if (loose.length > 0)
      russian.push({ type: 'part', lang: 'ru', ...(ru.page && { page: ru.page }), blocks: loose });
    loose = [];
  };
  for (const block of ru.blocks) {
    if (block.type !== 'part') {
      loose.push(block);
      continue;
    }
    flush();
    russian.push({ ...block, lang: block.lang ?? 'ru', page: { ...ru.page, ...block.page } });
  }
  flush();
  const blocks: Block[] = [...ky.blocks, ...russian];
  return { ...ky, title: `${ky.title} / ${ru.title}`, blocks };
}
