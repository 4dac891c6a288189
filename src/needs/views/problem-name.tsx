import { useI18n } from '../../platform/i18n/context.ts';
import { isUntranslated, type RussianNames } from '../rules/catalogue.ts';
import { problemText } from './labels.ts';

/** A problem's name for the reader; one that nobody has translated says that it is Kyrgyz. */
export function ProblemName({ name, russian }: { name: string; russian?: RussianNames | undefined }) {
  const i18n = useI18n();
  const shown = problemText(i18n, name, russian);
  return isUntranslated(name, i18n.lang, russian) ? <span lang="ky">{shown}</span> : <>{shown}</>;
}
