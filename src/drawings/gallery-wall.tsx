import type { VNode } from 'preact';

export interface WallColumn {
  readonly name: string;
  readonly votes: number;
  /** Spoken, with its word: «12 добуш»; the number alone when left out. */
  readonly votesSaid?: string;
  /** Among the first; drawn stronger. */
  readonly top?: boolean;
  /** Words of the stickers; may be left out where they are not to be shown. */
  readonly stickers: readonly string[];
}

export interface GalleryWallProps {
  readonly title: string;
  /** Control sums beside the title, with their names in the reader's language. */
  readonly sums: readonly { readonly name: string; readonly value: number }[];
  /** In the order they are to be shown. */
  readonly columns: readonly WallColumn[];
}

/** The gallery as it hangs on the wall: problems side by side, each with its votes and the stickers beneath. */
export function GalleryWall({ title, sums, columns }: GalleryWallProps): VNode {
  return (
    <figure class="gallery-wall">
      <figcaption>
        {title}
        {sums.length > 0 && (
          <dl>
            {sums.map((sum) => (
              <div key={sum.name}>
                <dt>{sum.name}</dt>
                <dd>{sum.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </figcaption>
      <ol>
        {columns.map((column, at) => (
          <li key={`${at}-${column.name}`} class={column.top ? 'first' : undefined}>
            <p class="gallery-wall-name">
              <b>
                <span aria-hidden="true">{column.votes}</span>
                <span class="hidden">{column.votesSaid ?? column.votes}: </span>
              </b>
              {column.name}
            </p>
            {column.stickers.length > 0 && (
              <ul>
                {column.stickers.map((text, place) => (
                  <li key={place}>{text}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </figure>
  );
}
