import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { GalleryWall } from '../../../drawings/gallery-wall.tsx';
import { localMatters } from '../../../needs/rules/catalogue.ts';
import { rankedOf, topCount, type Ranked } from '../../rules/tally.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { usualCompetence } from './board-actions.ts';
import type { Gallery } from './use-gallery.ts';
import { Button } from '../kit/button.tsx';
import { Note } from '../kit/note.tsx';
import { orNone, Segments } from '../kit/segments.tsx';

/** The count to be shown to the room, then who settles what (R-GAL-06, R-GAL-07). */
export function Results({ gallery }: { gallery: Gallery }): VNode {
  const { t, fmt } = useApp();
  const { tally, sums } = gallery;
  const ranked = rankedOf(tally.columns);
  const [view, setView] = useState<'list' | 'wall'>('list');
  const [big, setBig] = useState(false);
  const show = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const look = () => setBig(document.fullscreenElement === show.current && show.current !== null);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  if (ranked.length === 0) return <Note still>{t('field.gallery.results.empty')}</Note>;
  const tied = ranked.filter((one) => one.top).length > topCount;
  return (
    <div class="gal-results">
      <div class="actions">
        <Segments
          label={t('field.gallery.results.view')}
          value={view}
          of={['list', 'wall'] as const}
          words={(one) => t(`field.gallery.results.${one}`)}
          onValue={setView}
        />
        {document.fullscreenEnabled && (
          <Button
            look="ghost"
            icon="external"
            onClick={() => void show.current?.requestFullscreen().catch(() => undefined)}
          >
            {t('field.gallery.results.big')}
          </Button>
        )}
      </div>
      {tally.ungrouped > 0 && (
        <p class="gal-wrong">{t('field.gallery.results.ungrouped', { count: tally.ungrouped })}</p>
      )}
      <div ref={show} class={big ? 'gal-show big' : 'gal-show'}>
        {big && (
          <Button
            look="ghost"
            class="gal-small-again"
            onClick={() => void document.exitFullscreen().catch(() => undefined)}
          >
            {t('field.gallery.results.small')}
          </Button>
        )}
        {view === 'wall' ? (
          <GalleryWall
            title={t('field.gallery.results.title')}
            sums={[
              { name: t('needs.board.sum-used'), value: sums.used },
              ...(sums.people === null
                ? []
                : [{ name: t('field.gallery.results.people'), value: sums.people }]),
              { name: t('field.gallery.sum.ungrouped'), value: tally.ungrouped },
            ]}
            columns={ranked.map((one) => ({
              name: one.name,
              votes: one.votes,
              votesSaid: t('ui.votes', { count: one.votes }),
              top: one.top,
              stickers: one.stickers.map((sticker) => sticker.text),
            }))}
          />
        ) : (
          <>
            <h2>{t('field.gallery.results.title')}</h2>
            <ol class="kit-list gal-ranks">
              {ranked.map((one, at) => (
                <Rank
                  key={one.id}
                  one={one}
                  most={ranked[0]?.votes ?? 1}
                  first={!one.top && ranked[at - 1]?.top}
                />
              ))}
            </ol>
            <p class="hint">
              {t('field.gallery.results.sum', {
                stickers: fmt.number(tally.stickers - tally.ungrouped),
                problems: fmt.number(ranked.length),
              })}
            </p>
          </>
        )}
      </div>
      {tied && <p class="hint">{t('field.gallery.results.tied-top')}</p>}
      <Competences ranked={ranked} />
    </div>
  );
}

function Rank({ one, most, first }: { one: Ranked; most: number; first: boolean | undefined }): VNode {
  const { t, fmt } = useApp();
  return (
    <li value={one.rank} class={one.top ? 'first' : undefined}>
      {first && <p class="hint">{t('field.gallery.results.below')}</p>}
      <div class="gal-rank">
        <span class="kit-number">
          <span class="hidden">{t('field.gallery.results.place', { rank: one.rank })} </span>
          <span aria-hidden="true">{one.rank}</span>
        </span>
        <span class="kit-name">
          {one.name}
          {one.tied && <small class="tag warn">{t('field.gallery.results.tied')}</small>}
        </span>
        <span class="gal-rank-votes">
          <b>{fmt.number(one.votes)}</b>{' '}
          <small class="inline">{t('field.gallery.results.votes', { count: one.votes })}</small>
        </span>
        <svg class="bar" width="100%" height="12" aria-hidden="true">
          <rect class="bar-rest" width="100%" height="12" rx="4" />
          <rect
            class={one.top ? 'part-1' : 'part-2'}
            width={`${(100 * one.votes) / most}%`}
            height="12"
            rx="4"
          />
        </svg>
      </div>
    </li>
  );
}

/** The first ones are talked over; the rest on demand. */
const fewCompetences = 8;

const kinds = ['local', 'delegated', 'outside'] as const;

/** Who settles each problem: talked over after the voting, never before. */
function Competences({ ranked }: { ranked: readonly Ranked[] }): VNode {
  const { t, lang } = useApp();
  const { edit } = useMeeting();
  const [most, setMost] = useState(fewCompetences);
  return (
    <section class="gal-competences" aria-labelledby="gal-competences">
      <h2 id="gal-competences">{t('field.gallery.competence.title')}</h2>
      <p class="hint">{t('field.gallery.competence.hint')}</p>
      <ul class="kit-list">
        {ranked.slice(0, most).map((one) => {
          const usual = one.competence === null ? usualCompetence(one.name) : undefined;
          const said =
            usual &&
            (usual.competence === 'local'
              ? (localMatters.find((matter) => matter.number === usual.localMatter)?.[lang] ?? '')
              : t(`field.gallery.competence.${usual.competence ?? 'outside'}`));
          return (
            <li key={one.id}>
              <b>{one.name}</b>
              <Segments
                label={one.name}
                value={one.competence}
                of={kinds}
                words={(kind) => t(`field.gallery.competence.${kind}`)}
                onValue={orNone(one.competence, (competence) =>
                  edit.put('columns', one.id, {
                    competence,
                    localMatter:
                      competence === 'local' ? (usualCompetence(one.name)?.localMatter ?? null) : null,
                  }),
                )}
              />
              {one.competence === 'local' && (
                <select
                  class="kit-input"
                  aria-label={t('field.gallery.competence.matter', { name: one.name })}
                  value={one.localMatter === null ? '' : String(one.localMatter)}
                  onChange={(event) =>
                    edit.put('columns', one.id, { localMatter: Number(event.currentTarget.value) || null })
                  }
                >
                  <option value="">{t('field.gallery.competence.which')}</option>
                  {localMatters.map((matter) => (
                    <option key={matter.number} value={String(matter.number)}>
                      {matter.number}. {matter[lang]}
                    </option>
                  ))}
                </select>
              )}
              {usual && (
                <button type="button" class="kit-chip" onClick={() => edit.put('columns', one.id, usual)}>
                  <Icon name="arrow" size={18} />
                  {t('field.gallery.competence.usual', { what: said ?? '' })}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {ranked.length > most && (
        <Button look="ghost" onClick={() => setMost(ranked.length)}>
          {t('field.gallery.competence.more', { count: ranked.length - most })}
        </Button>
      )}
    </section>
  );
}
