import { type MapObject } from '../../../needs/rules/session-record.ts';
import { countObjects } from '../../../needs/rules/resource-map.ts';
import type { MapFilter } from '../../rules/map.ts';
import { useApp } from '../core/hooks.ts';
import { ConditionMark, KindSign } from './sign.tsx';
import { useMapWords } from './words.ts';
import { mapConditions, mapKinds, mapUsers } from '../../../drawings/words.ts';

export type LegendProps = {
  objects: readonly MapObject[];
  filter: MapFilter;
  setFilter: (filter: MapFilter) => void;
};

/** What the signs mean, how many there are, and what of them is shown. */
export function Legend({ objects, filter, setFilter }: LegendProps) {
  const { t } = useApp();
  const words = useMapWords();
  const counts = countObjects(objects);
  return (
    <div class="map-legend">
      <fieldset class="map-choice">
        <legend>{t('field.map.show-kinds')}</legend>
        <div class="map-legend-kinds">
          {mapKinds.map((kind) => (
            <label key={kind} class="map-tick">
              <input
                type="checkbox"
                checked={!filter.hidden.includes(kind)}
                onChange={(event) => {
                  const others = filter.hidden.filter((one) => one !== kind);
                  setFilter({
                    ...filter,
                    hidden: event.currentTarget.checked ? others : [...others, kind],
                  });
                }}
              />
              <KindSign kind={kind} size={24} />
              <span>{words.kind[kind]}</span>
              <span class="map-count">{counts.byKind[kind]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="map-choice">
        <legend>{t('field.map.used-by')}</legend>
        <div class="map-chips">
          <button
            type="button"
            class="map-chip"
            aria-pressed={filter.usedBy === null}
            onClick={() => setFilter({ ...filter, usedBy: null })}
          >
            {t('field.map.used-by-anyone')}
          </button>
          {mapUsers.map((user) => (
            <button
              key={user}
              type="button"
              class="map-chip"
              aria-pressed={filter.usedBy === user}
              onClick={() => setFilter({ ...filter, usedBy: filter.usedBy === user ? null : user })}
            >
              {user !== 'everyone' && (
                <b class="map-user-mark" aria-hidden="true">
                  {words.userMark[user]}
                </b>
              )}
              {words.user[user]}
              <span class="map-count">{counts.byUser[user]}</span>
            </button>
          ))}
        </div>
      </fieldset>
      <label class="map-tick">
        <input
          type="checkbox"
          checked={filter.wishedOnly}
          onChange={(event) => setFilter({ ...filter, wishedOnly: event.currentTarget.checked })}
        />
        <KindSign kind="special" wished size={24} />
        <span>{t('field.map.wished-only')}</span>
        <span class="map-count">{counts.wished}</span>
      </label>
      <h4>{t('field.map.condition')}</h4>
      <ul class="map-marks">
        {mapConditions.map((condition) => (
          <li key={condition}>
            <ConditionMark condition={condition} />
            {words.condition[condition]}
            <span class="map-count">{counts.byCondition[condition]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
