import { useMemo } from 'preact/hooks';
import type { DoorRecord, SpeechRecord } from '../../../public-meetings/rules/public-record.ts';
import type { MeetingPackage } from '../../rules/items.ts';
import { PublicEdits } from '../../rules/public-document.ts';
import { useApp, useMeeting, useStep } from '../core/hooks.ts';

/** The changes a screen of a public meeting makes. */
export function usePublicEdits(): PublicEdits {
  const { doc } = useMeeting();
  const step = useStep();
  return useMemo(() => new PublicEdits(doc, step), [doc, step]);
}

/** A question that is voted on, as it was taken along. */
export type Question = NonNullable<NonNullable<MeetingPackage['open']>['questions']>[number];

/** The points of the agenda, the villages and the questions, as they were taken along. */
export function useTakenAlong() {
  const { info } = useMeeting();
  const { agenda = [], villages = [], questions = [] } = info.open ?? {};
  return { agenda, villages, questions };
}

/** «Resident of Арал, woman», or the official's name and post. */
export function useSpeakerName(): (one: Pick<SpeechRecord, 'official' | 'villageId' | 'sex'>) => string {
  const { t } = useApp();
  const { villages } = useTakenAlong();
  return ({ official, villageId, sex }) =>
    official ||
    [
      villages.find((one) => one.id === villageId)?.name ?? t('field.open.resident'),
      sex === null ? '' : t(`ui.sex.${sex}`).toLowerCase(),
    ]
      .filter(Boolean)
      .join(', ');
}

/** How many of those on the list hold a card, a number that stands twice counted once. */
export function votersOf(people: readonly { readonly id: string }[], door: readonly DoorRecord[]): number {
  const here = new Set(people.map(({ id }) => id));
  return new Set(door.flatMap(({ id, card }) => (here.has(id) && card !== null ? [card] : []))).size;
}
