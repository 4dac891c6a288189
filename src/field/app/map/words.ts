import { useMemo } from 'preact/hooks';
import { mapWords } from '../../../needs/sessions/rules/resource-map.ts';
import type { PictureWords } from '../../../drawings/map-picture.ts';
import { useApp } from '../core/hooks.ts';

/** The words of kinds, conditions and users in the language of the app. */
export function useMapWords(): PictureWords {
  const { t } = useApp();
  return useMemo(() => mapWords(t), [t]);
}
