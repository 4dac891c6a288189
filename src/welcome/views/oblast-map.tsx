import { usePage } from '../../platform/ui/page-context.ts';
import { useStyles } from '../../platform/ui/head.ts';
import { searchPath } from '../../territory/views/find-place.tsx';
import { schemeHeight, schemeWidth, tiles, type Tile, type TileCount, type TileKey } from '../rules.ts';

/** The scheme of oblasts and the two cities: each tile leads to its municipalities. */
export function OblastMap({ counts }: { counts: ReadonlyMap<TileKey, TileCount> }) {
  useStyles('places.css');
  const { t } = usePage();
  return (
    <figure class="scheme">
      <svg viewBox={`0 0 ${schemeWidth} ${schemeHeight}`} role="group" aria-label={t('welcome.map.label')}>
        {tiles.map((tile) => (
          <TileLink key={tile.key} tile={tile} count={counts.get(tile.key)} />
        ))}
      </svg>
      <figcaption class="hint">{t('welcome.map.hint')}</figcaption>
    </figure>
  );
}

function TileLink({ tile, count }: { tile: Tile; count: TileCount | undefined }) {
  const { t, href } = usePage();
  const { key, city, box } = tile;
  const [x, y, width, height] = box;
  const name = t(`welcome.map.${key}`);
  const { place, municipalities = 0, publishing = 0 } = count ?? {};
  const drawing = (
    <>
      <rect x={x} y={y} width={width} height={height} rx={city ? 8 : 10} />
      <text
        x={x + (city ? width / 2 : 12)}
        y={city ? y + height / 2 + 5 : y + height - 26}
        class={city ? 'middle' : undefined}
      >
        {name}
      </text>
      {!city && municipalities > 0 && (
        <text class="count" x={x + 12} y={y + height - 9}>
          {publishing > 0 ? `${publishing} / ${municipalities}` : municipalities}
        </text>
      )}
    </>
  );
  const look = `tile${city ? ' city' : ''}${publishing > 0 ? ' tells' : ''}`;
  if (!place || municipalities === 0) return <g class={`${look} empty-tile`}>{drawing}</g>;
  const said = t('welcome.map.tile', { name, count: municipalities, publishing });
  const path = city && place.path ? place.path : `${searchPath}?in=${place.unit.unitId}`;
  return (
    <a class={look} href={href(path)} aria-label={said}>
      {drawing}
    </a>
  );
}
