import { useEffect, useRef, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import { hrefFor } from '../../../platform/i18n/lang.ts';
import { GalleryWall } from '../../../drawings/gallery-wall.tsx';
import { shownAddress, type HallInfo, type HallWall } from '../../../hall/rules/hall.ts';
import { followHall, hallFetch } from './feed.ts';
import { Address } from './address.tsx';
import { QrCode } from './qr.tsx';

/** Words of the wall by their short names; the page brings them along (views/wall.tsx). */
export type WallWords = Readonly<Record<string, string>>;

type State =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'shown'; readonly info: HallInfo; readonly wall: HallWall | null };

/** The projector's page: what has been written and how it is grouped, live. */
export function Wall(props: { hallId: string; secret: string; words: WallWords }): VNode {
  const { hallId, secret, words } = props;
  const [state, setState] = useState<State>({ kind: 'connecting' });
  const [online, setOnline] = useState(true);
  const [ended, setEnded] = useState(false);
  const shown = useRef(-1);
  useEffect(() => {
    if (hallId === '' || secret === '') return undefined;
    const hall = { id: hallId, secret };
    let gallery = '';
    let loading = false;
    const feed = followHall(hall, {
      online: setOnline,
      gone: () => setState({ kind: 'unknown' }),
      vector: (vector) => {
        setEnded(vector.ended);
        if ((vector.wall === shown.current && vector.gallery === gallery) || loading) return;
        loading = true;
        gallery = vector.gallery;
        void load(hall)
          .then((next) => {
            if (!next) return;
            shown.current = next.seq;
            setState({ kind: 'shown', info: next.info, wall: next.wall });
          })
          .catch(() => undefined)
          .finally(() => {
            loading = false;
            // Something newer may have come while this was loaded.
            if (shown.current !== vector.wall) feed.look();
          });
      },
    });
    return () => feed.stop();
  }, [hallId, secret]);

  if (hallId === '' || secret === '') return <Note>{words['no-secret']}</Note>;
  if (state.kind === 'connecting') return <Note>{online ? words.connecting : words.offline}</Note>;
  if (state.kind === 'unknown') return <Note>{words.unknown}</Note>;
  return (
    <>
      {!online && <p class="wall-offline">{words.offline}</p>}
      {ended && <p class="wall-offline">{words.ended}</p>}
      <WallBody info={state.info} wall={state.wall} words={words} ended={ended} />
    </>
  );
}

async function load(hall: { id: string; secret: string }) {
  const [info, wall] = await Promise.all([hallFetch(hall, ''), hallFetch(hall, '/wall/state')]);
  if (!info.ok || !wall.ok) return undefined;
  const shown = (await wall.json()) as { seq: number; wall: HallWall | null };
  return { info: (await info.json()) as HallInfo, ...shown };
}

function Note({ children }: { children: string | undefined }): VNode {
  return (
    <p class="wall-note" role="status">
      {children}
    </p>
  );
}

/** The sums by their names; those that are not known are left out. */
function sumsOf(sums: HallWall['sums'], words: WallWords): { name: string; value: number }[] {
  return (['people', 'possible', 'used', 'unused'] as const).flatMap((name) => {
    const value = sums[name];
    return value === null ? [] : [{ name: words[name] ?? name, value }];
  });
}

/** Most columns that can be read from ten metres. */
const mostColumns = 12;

/** Stickers under each column: the more columns, the fewer find room on one screen. */
const textsUnder = (columns: number): number => (columns <= 3 ? 6 : columns <= 6 ? 3 : 0);

function WallBody(props: { info: HallInfo; wall: HallWall | null; words: WallWords; ended: boolean }): VNode {
  const { info, wall, words, ended } = props;
  const open = info.gallery === 'open' && !ended;
  const address = shownAddress(info.addresses, wall?.address);
  const join = address === undefined ? undefined : `${address}${hrefFor(info.lang)(`/j/${info.code}`)}`;
  if (!wall || (wall.columns.length === 0 && wall.looseCount === 0)) {
    return (
      <>
        <h1>{info.title}</h1>
        <div class="wall-empty">
          {join !== undefined && !ended && <Join join={join} words={words} big />}
          <p class="wall-note">{words.waiting}</p>
        </div>
      </>
    );
  }
  const grouping = wall.columns.length > 0;
  // Phones come in as long as they may write, and before anything was grouped.
  const joining = join !== undefined && !ended && (open || !grouping);
  return (
    <div class={`wall-body${grouping ? '' : ' writing'}${joining ? ' joining' : ''}`}>
      <GalleryWall
        title={info.title}
        sums={sumsOf(wall.sums, words)}
        columns={wall.columns.slice(0, mostColumns).map(({ name, votes, top, texts }) => ({
          name,
          votes,
          votesSaid: `${votes} ${words.votes ?? ''}`,
          top,
          stickers: texts.slice(0, textsUnder(wall.columns.length)),
        }))}
      />
      <aside class="wall-loose">
        {wall.looseCount > 0 && (
          <h2>
            {words.loose}: {wall.looseCount}
          </h2>
        )}
        {joining && <Join join={join} words={words} />}
        <ul>
          {wall.loose.slice(0, joining ? (grouping ? 3 : 12) : grouping ? 5 : 15).map((text, at) => (
            <li key={`${at}-${text}`}>{text}</li>
          ))}
        </ul>
      </aside>
    </div>
  );
}

function Join({ join, words, big }: { join: string; words: WallWords; big?: boolean }): VNode {
  return (
    <div class={big ? 'wall-join big' : 'wall-join'}>
      <QrCode text={join} label={words.join ?? ''} />
      <p>
        {words.join}{' '}
        <b>
          <Address link={join} />
        </b>
      </p>
    </div>
  );
}
