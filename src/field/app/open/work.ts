import { useMemo } from 'preact/hooks';
import type { SpeechRecord } from '../../../public-meetings/rules/public-record.ts';
import { PublicEdits } from '../../rules/public-document.ts';
import { useApp, useMeeting, useStep } from '../core/hooks.ts';

/** The changes a screen of a public meeting makes. */
export function usePublicEdits(): PublicEdits {
  const { doc } = useMeeting();
  const step = useStep();
  return useMemo(() => new PublicEdits(doc, step), [doc, step]);
}

/** The points of the agenda and the villages, as they were taken along. */
export function useTakenAlong() {
  const { info } = useMeeting();
  return { agenda: info.open?.agenda ?? [], villages: info.open?.villages ?? [] };
}

/** «Resident of Арал, woman», or the official's name and post. */
export function useSpeakerName(): (one: Pick<SpeechRecord, 'official' | 'villageId' | 'sex'>) => string {
  const { t } = useApp();
  const { villages } = useTakenAlong();
  return ({ official, villageId, sex }) =>
    official ||
    [
      villages.find((one) => one.id === villageId)?.name ?? t('field.open.resident'),
      sex === null ? '' : t(`ui.sex.${sex}`),
    ]
      .filter(Boolean)
      .join(', ');
}
