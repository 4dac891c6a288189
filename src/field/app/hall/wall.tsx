import { useEffect, useRef, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import type { HallInfo, HallWall } from '../../rules/hall.ts';
import { followHall, hallFetch } from './feed.ts';
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
      <header class="wall-head">
        <h1>{state.info.title}</h1>
        {state.wall && <Sums sums={state.wall.sums} words={words} />}
        {!online && <p class="wall-offline">{words.offline}</p>}
        {ended && <p class="wall-offline">{words.ended}</p>}
      </header>
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

function Sums({ sums, words }: { sums: HallWall['sums']; words: WallWords }): VNode {
  const figures: [string | undefined, number][] = [
    [words.people, sums.people],
    [words.possible, sums.possible],
    [words.used, sums.used],
    [words.unused, Math.max(0, sums.unused)],
  ];
  return (
    <dl class="wall-sums">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Most columns that can be read from ten metres; those with most votes stand first, the rest is counted. */
const mostColumns = 12;

function WallBody(props: { info: HallInfo; wall: HallWall | null; words: WallWords; ended: boolean }): VNode {
  const { info, wall, words, ended } = props;
  const open = info.gallery === 'open' && !ended;
  const empty = !wall || (wall.columns.length === 0 && wall.looseCount === 0);
  const [address] = info.addresses;
  const join =
    address === undefined
      ? undefined
      : `${address}${info.lang === 'ky' ? '' : `/${info.lang}`}/j/${info.code}`;
  if (empty) {
    return (
      <div class="wall-empty">
        {join !== undefined && !ended && <Join join={join} words={words} big />}
        <p class="wall-note">{words.waiting}</p>
      </div>
    );
  }
  const columns = [...wall.columns].sort((a, b) => b.votes - a.votes);
  return (
    <div class="wall-body">
      <ol class="wall-columns">
        {columns.slice(0, mostColumns).map((column, at) => (
          <li key={`${at}-${column.name}`} class={at < 5 ? 'wall-column top' : 'wall-column'}>
            <b class="wall-votes">
              {column.votes}
              <span class="hidden"> {words.votes}</span>
            </b>
            <h2>{column.name}</h2>
            <div class="wall-dots" aria-hidden="true">
              {Array.from({ length: Math.min(60, column.votes) }, (_, dot) => (
                <i key={dot} />
              ))}
            </div>
          </li>
        ))}
      </ol>
      <aside class="wall-loose">
        {wall.looseCount > 0 && (
          <h2>
            {words.loose}: {wall.looseCount}
          </h2>
        )}
        <ul>
          {wall.loose.slice(0, open ? 6 : 9).map((text, at) => (
            <li key={`${at}-${text}`}>{text}</li>
          ))}
        </ul>
        {open && join !== undefined && <Join join={join} words={words} />}
      </aside>
    </div>
  );
}

function Join({ join, words, big }: { join: string; words: WallWords; big?: boolean }): VNode {
  return (
    <div class={big ? 'wall-join big' : 'wall-join'}>
      <QrCode text={join} label={words.join ?? ''} />
      <p>
        {words.join} <b>{join.replace(/^https?:\/\//, '')}</b>
      </p>
    </div>
  );
}
