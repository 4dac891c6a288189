import { POSTER_ROWS, type PosterModel } from '../../../platform/documents/poster-model.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import type { I18n } from '../../../platform/i18n/context.ts';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import type { PublicationHead } from '../data/publications.ts';
import { isUntranslated, problemNameIn } from '../../rules/catalogue.ts';
import { listLength } from '../rules/priorities.ts';
import type { PrioritiesSnapshot } from '../rules/snapshot.ts';

/** The wall poster of a published list: the first five with all ties, Kyrgyz with Russian below it, and a code. */
export function posterOf(
  snapshot: PrioritiesSnapshot,
  head: PublicationHead,
  i18n: I18n,
  qrUrl: string,
): PosterModel {
  const { t, fmt, lang } = i18n;
  // Below the Kyrgyz words stand the Russian ones; a Russian poster carries Russian alone.
  const ru = lang === 'ky' ? i18nFor('ru') : undefined;
  const { facts, year, unit, days } = snapshot;
  const name = lang === 'ru' ? unit.ru : unit.ky;
  const day = todayInBishkek(head.publishedAt);
  const fact = (value: string, key: string, count: number) => ({
    value,
    label: t(key, { count }),
    ...(ru ? { labelRu: ru.t(key, { count }) } : {}),
  });
  const { groupsOf, leftOut, few, sexes, held } = snapshot.hidden;
  const unheard = (snapshot.unheard ?? []).reduce((sum, { groups }) => sum + groups.length, 0);
  const isHidden = groupsOf.length + leftOut.length + few.length > 0 || sexes || held;
  // Lists published before names could be given in Russian keep their sheet as it was.
  const inKyrgyz =
    snapshot.russian !== undefined &&
    snapshot.priorities.some(
      (entry) => entry.rank <= listLength && isUntranslated(entry.name, 'ru', snapshot.russian),
    );
  // Who only sees the wall reads there that something is left out; the page behind the code says what.
  const footerIn = (words: I18n, place: string) =>
    [
      words.t('needs.poster.footer', { name: place, date: words.fmt.date(day) }),
      ...(unheard > 0 ? [words.t('needs.poster.unheard', { count: unheard })] : []),
      ...(isHidden ? [words.t('needs.poster.hidden')] : []),
      ...(words.lang === 'ru' && inKyrgyz ? [words.t('needs.public.in-kyrgyz')] : []),
    ].reduce((said, next) => `${said.replace(/\.$/, '')}. ${next}`);
  type Below = 'titleRu' | 'subtitleRu' | 'qrLabelRu' | 'footerRu';
  const below = (field: Below, text: (words: I18n) => string): Partial<Record<Below, string>> =>
    ru ? { [field]: text(ru) } : {};
  // Lists published before the days were kept carry the sentence that their sheet had.
  const subtitleIn = (words: I18n) =>
    days === undefined
      ? words.t('needs.poster.subtitle', { year })
      : words.t('needs.poster.subtitle-days', { year, days: words.fmt.onDays(days.from, days.to) });
  const top = snapshot.priorities.filter((entry) => entry.rank <= listLength);
  // The sheet has room for so many rows; a tie that goes on is said, never cut in silence.
  const more = top.length > POSTER_ROWS ? t('needs.poster.more', { count: top.length - POSTER_ROWS }) : '';
  return {
    title: t('needs.poster.title', { name }),
    ...below('titleRu', (words) => words.t('needs.poster.title', { name: unit.ru })),
    subtitle: subtitleIn(i18n),
    ...below('subtitleRu', subtitleIn),
    rows: top.slice(0, POSTER_ROWS).map((entry, index) => {
      const shown = problemNameIn(entry.name, lang, snapshot.russian);
      const russian = problemNameIn(entry.name, 'ru', snapshot.russian);
      return {
        rank: entry.rank,
        name: shown,
        ...(ru && russian !== shown ? { nameRu: russian } : {}),
        votes: entry.votes,
        votesLabel: t('drawings.rank.votes', { count: entry.votes }),
        share: entry.share,
        ...(entry.tied
          ? {
              note: [t('drawings.rank.tied', { rank: entry.rank }), index === POSTER_ROWS - 1 ? more : '']
                .filter(Boolean)
                .join(' · '),
            }
          : {}),
      };
    }),
    votesLabel: t('drawings.rank.votes', { count: facts.votes }),
    facts: [
      ...(facts.people > 0 ? [fact(fmt.number(facts.people), 'needs.fact.people', facts.people)] : []),
      fact(fmt.number(facts.sessions), 'needs.fact.sessions', facts.sessions),
      fact(fmt.number(facts.votes), 'needs.fact.votes', facts.votes),
    ],
    qrUrl,
    qrLabel: t('needs.poster.qr'),
    ...below('qrLabelRu', (words) => words.t('needs.poster.qr')),
    footer: footerIn(i18n, lang === 'ru' ? snapshot.municipality.ru : snapshot.municipality.ky),
    ...below('footerRu', (words) => footerIn(words, snapshot.municipality.ru)),
    lang: lang === 'ru' ? 'ru' : 'ky',
    date: head.publishedAt,
  };
}
