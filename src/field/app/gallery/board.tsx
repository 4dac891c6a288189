import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { titleFor, type Target } from '../../rules/suggest.ts';
import { cardsOf, type StandingSticker, type StickerCard } from '../../rules/stickers.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { useLatest } from '../kit/latest.ts';
import { Note } from '../kit/note.tsx';
import { useStuck } from '../kit/stuck.ts';
import { UndoBar } from '../kit/undo-bar.tsx';
import { columnName, mergeColumns, openColumn, placeStickers, stickersByIds } from './board-actions.ts';
import { BoardCard, targetsShown, type CardActions } from './board-card.tsx';
import { BoardColumn, ColumnInside, type ColumnActions } from './board-column.tsx';
import { NewColumn } from './new-column.tsx';
import { SureOnes } from './sure-ones.tsx';
import { TallyBars } from './tally-bars.tsx';
import type { Gallery } from './use-gallery.ts';
import { useSuggestions } from './use-suggestions.ts';
import { openPlaces, useNarrow, WhereTo } from './where-to.tsx';

/** Grouping: choose stickers, then press a problem. Everything may be taken back. */
export function Board({ gallery }: { gallery: Gallery }): VNode {
  const app = useApp();
  const { t, fmt } = app;
  const meeting = useMeeting();
  const { tally } = gallery;
  const before = useRef<readonly StickerCard[]>([]);
  const cards = useMemo(() => (before.current = cardsOf(tally.loose, before.current)), [tally]);
  const suggestions = useSuggestions(cards, tally.columns);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState('');
  const [merging, setMerging] = useState('');
  const [naming, setNaming] = useState(false);
  const [looking, setLooking] = useState(false);
  const [said, setSaid] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const focusNext = useRef('');

  // What another device withdrew or corrected is no longer chosen.
  const picked = useMemo(() => stickersByIds(tally, chosen), [tally, chosen]);
  const votes = useMemo(() => new Map(tally.columns.map((one) => [one.id, one.votes])), [tally]);
  const first = picked[0] && cards.find((card) => card.stickers.some((one) => one.id === picked[0]?.id));
  const near = targetsShown(first && suggestions.get(first.key), true).flatMap((one) => one.columnId ?? []);
  const narrow = useNarrow();
  const placing = narrow && (picked.length > 0 || merging !== '') && !naming;
  const tools = useStuck<HTMLDivElement>('--gal-tools');
  const places = placing ? openPlaces(tally.columns, near, picked, merging) : [];
  // Beside the places it stands above them: tools that grow would have the whole page measured and styled anew.
  const inSheet = places.length > 0;

  const nameOf = (id: string | null) => tally.columns.find((one) => one.id === id)?.name ?? '';
  /** The card after those that leave, so that the keyboard goes on from there. */
  const aim = (leaving: readonly StandingSticker[]) => {
    const ids = new Set(leaving.map((one) => one.id));
    const gone = cards.map((card) => card.stickers.every((one) => ids.has(one.id)));
    const after = cards.find((_, at) => at > gone.lastIndexOf(true) && !gone[at]);
    if (document.activeElement?.closest('.gal-card')) focusNext.current = after?.key ?? '';
  };
  const put = (stickers: readonly StandingSticker[], columnId: string | null, name?: string) => {
    if (stickers.length === 0) return;
    aim(stickers);
    placeStickers(meeting.edit, stickers, columnId);
    setChosen(new Set());
    const left = tally.loose.filter((one) => !stickers.includes(one)).length;
    setSaid(
      columnId === null
        ? t('field.gallery.board.said-out', { count: stickers.length })
        : t('field.gallery.board.said-placed', {
            text: stickers[0]?.text ?? '',
            name: name ?? nameOf(columnId),
            left,
          }),
    );
  };
  const open = (name: string, stickers: readonly StandingSticker[]) => {
    aim(stickers);
    const id = openColumn(meeting.edit, gallery.columns, name, stickers);
    if (id === undefined) return;
    setChosen(new Set());
    setNaming(false);
    setSaid(t('field.gallery.board.said-opened', { name: columnName(name), count: stickers.length }));
  };
  const take = (card: StickerCard, target: Target) => {
    // What is chosen beside the card goes with it: «these, to where that one belongs».
    const all = card.stickers.some((one) => chosen.has(one.id)) ? picked : card.stickers;
    if (target.columnId === null) open(target.name, all);
    else put(all, target.columnId, target.name);
  };
  const merge = async (from: string, to: string) => {
    setMerging('');
    const one = tally.columns.find((column) => column.id === from);
    const other = tally.columns.find((column) => column.id === to);
    if (!one || !other || one === other) return;
    const sure = await app.confirm(
      t('field.gallery.board.merge-ask', { from: one.name, to: other.name, count: one.votes }),
      t('field.gallery.board.merge-do'),
    );
    if (!sure) return;
    mergeColumns(meeting.edit, one, other);
    setOpened('');
    setSaid(t('field.gallery.board.said-merged', { from: one.name, to: other.name }));
  };

  const toggle = (ids: readonly string[]) => {
    const next = new Set(picked.map((one) => one.id));
    const all = ids.every((id) => next.has(id));
    for (const id of ids)
      if (all) next.delete(id);
      else next.add(id);
    setChosen(next);
  };
  const ofColumn = (id: string) =>
    picked.filter((one) => tally.columns.find((column) => column.id === id)?.stickers.includes(one));
  const cardActions = useLatest<CardActions>({
    toggle: (card) => toggle(card.stickers.map((one) => one.id)),
    take,
    drag: (card) => {
      if (!card.stickers.some((one) => chosen.has(one.id)))
        setChosen(new Set(card.stickers.map((one) => one.id)));
    },
  });
  const columnActions = useLatest<ColumnActions>({
    press: (id) => {
      if (merging !== '') void merge(merging, id);
      else if (picked.length > 0) put(picked, id);
      else setOpened(opened === id ? '' : id);
    },
    open: (id) => setOpened(opened === id ? '' : id),
    drop: (id) => put(picked, id),
    toggle: (sticker) => toggle([sticker.id]),
    takeOut: (id) => put(ofColumn(id), null),
    split: () => setNaming(true),
    rename: (id, name) => {
      const title = columnName(name);
      if (title !== '') meeting.edit.put('columns', id, { name: title });
    },
    beginMerge: (id) => {
      setMerging(id);
      setChosen(new Set());
    },
    remove: (id) => {
      meeting.edit.remove('columns', id);
      setOpened('');
    },
  });

  useLayoutEffect(() => {
    if (focusNext.current === '') return;
    root.current?.querySelector<HTMLElement>(`[data-card="${focusNext.current}"]`)?.focus();
    focusNext.current = '';
  });
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = event.target as HTMLElement;
    if (at.matches('input, textarea, select')) return;
    const own = at.closest<HTMLElement>('[data-card]')?.dataset.card;
    const card = cards.find((one) => one.key === own);
    if (/^[1-9]$/.test(event.key)) {
      const column = tally.columns[Number(event.key) - 1];
      if (column) put(picked.length > 0 ? picked : (card?.stickers ?? []), column.id);
    } else if (event.key === '0' && card) {
      const [target] = suggestions.get(card.key)?.targets ?? [];
      if (target) take(card, target);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && card) {
      const next = cards[cards.indexOf(card) + (event.key === 'ArrowDown' ? 1 : -1)];
      root.current?.querySelector<HTMLElement>(`[data-card="${next?.key ?? ''}"]`)?.focus();
    } else if (event.key === 'Escape') {
      setChosen(new Set());
      setMerging('');
      setNaming(false);
    } else return;
    event.preventDefault();
  };
  useEffect(() => {
    if (merging !== '' && !votes.has(merging)) setMerging('');
  }, [merging, votes]);

  const inside = tally.columns.find((column) => column.id === opened);
  const chosenWords = (
    <>
      {picked.length > 0 && (
        <Picked
          words={t('field.gallery.board.chosen', { count: picked.length })}
          clear={t('field.gallery.board.clear')}
          onClear={() => setChosen(new Set())}
        />
      )}
      {merging !== '' && (
        <Picked
          words={t('field.gallery.board.merge-pick', { name: nameOf(merging) })}
          clear={t('field.core.cancel')}
          onClear={() => setMerging('')}
        />
      )}
    </>
  );
  return (
    <div class={placing ? 'gal-board placing' : 'gal-board'} ref={root} onKeyDown={keys}>
      <p class="hidden" role="status">
        {said}
      </p>
      {inSheet && (
        <WhereTo places={places} near={near} actions={columnActions}>
          {chosenWords}
        </WhereTo>
      )}
      <div
        ref={tools}
        class={naming ? 'gal-tools naming' : 'gal-tools'}
        role="toolbar"
        aria-label={t('field.gallery.board.tools')}
      >
        <UndoBar />
        <Button class="gal-new" icon="plus" expanded={naming} onClick={() => setNaming(!naming)}>
          {t('needs.board.new')}
        </Button>
        {!inSheet && chosenWords}
        {naming && (
          <NewColumn
            suggested={picked[0] ? titleFor(picked[0].text) : ''}
            count={picked.length}
            onOpen={(name) => open(name, picked)}
            onClose={() => setNaming(false)}
          />
        )}
      </div>
      <div class="gal-board-grid">
        <section class="gal-in" aria-labelledby="gal-in">
          <h2 id="gal-in">
            {t('needs.board.ungrouped')} <span class="tag">{fmt.number(tally.ungrouped)}</span>
          </h2>
          {cards.length === 0 ? (
            <Note still icon={tally.stickers === 0 ? 'info' : 'check'}>
              {t(tally.stickers === 0 ? 'field.gallery.board.empty' : 'needs.board.all-grouped')}
            </Note>
          ) : (
            <>
              <SureOnes
                cards={cards}
                suggestions={suggestions}
                looking={looking}
                onLook={setLooking}
                onAccept={(groups) => {
                  const opening = new Map<string, string>();
                  meeting.edit.together(() => {
                    for (const { target, stickers } of groups) {
                      if (target.columnId !== null) placeStickers(meeting.edit, stickers, target.columnId);
                      else {
                        // Columns opened in the same step are not in the record yet.
                        const columns = [
                          ...gallery.columns,
                          ...[...opening].map(([id, name]) => ({ id, name })),
                        ];
                        const id = openColumn(meeting.edit, columns, target.name, stickers);
                        if (id !== undefined) opening.set(id, target.name);
                      }
                    }
                  });
                  setLooking(false);
                  setChosen(new Set());
                  const count = groups.reduce((sum, one) => sum + one.stickers.length, 0);
                  setSaid(t('field.gallery.board.said-sure', { count }));
                }}
              />
              <ul class="kit-list gal-cards">
                {cards.map((card) => {
                  const suggestion = suggestions.get(card.key);
                  const isChosen = card.stickers.every((one) => chosen.has(one.id));
                  return (
                    <BoardCard
                      key={card.key}
                      card={card}
                      chosen={isChosen}
                      suggestion={suggestion}
                      votes={targetsShown(suggestion, isChosen)
                        .map((one) => votes.get(one.columnId ?? '') ?? 0)
                        .join(',')}
                      actions={cardActions}
                    />
                  );
                })}
              </ul>
            </>
          )}
        </section>
        <section class="gal-out" aria-labelledby="gal-out">
          <h2 id="gal-out">
            {t('ui.field.problems')} <span class="tag">{fmt.number(tally.columns.length)}</span>
          </h2>
          <p class="hint">
            {t(tally.columns.length === 0 ? 'field.gallery.board.no-columns' : 'field.gallery.board.how')}
          </p>
          <div class={picked.length > 0 || merging !== '' ? 'gal-cols choosing' : 'gal-cols'}>
            {tally.columns.map((column, at) => (
              <div key={column.id} class={column.id === opened ? 'gal-col-place wide' : 'gal-col-place'}>
                <BoardColumn
                  id={column.id}
                  name={column.name}
                  votes={column.votes}
                  number={at < 9 ? at + 1 : undefined}
                  mark={merging === column.id ? 'self' : near.includes(column.id) ? 'near' : 'none'}
                  opened={column.id === opened}
                  actions={columnActions}
                />
                {inside && column.id === opened && (
                  <ColumnInside
                    key={inside.id}
                    id={inside.id}
                    name={inside.name}
                    stickers={inside.stickers}
                    chosen={chosen}
                    actions={columnActions}
                  />
                )}
              </div>
            ))}
          </div>
        </section>
        <TallyBars columns={tally.columns} />
      </div>
    </div>
  );
}

/** What is chosen, or being merged, and how to let it be. */
function Picked(props: { words: string; clear: string; onClear: () => void }): VNode {
  return (
    <span class="gal-picked">
      <b>{props.words}</b>
      <Button look="plain" small class="gal-small" icon="cross" onClick={props.onClear}>
        <span>{props.clear}</span>
      </Button>
    </span>
  );
}
