import { type MapObject } from '../../../needs/sessions/rules/session-record.ts';
import { countObjects } from '../../../needs/sessions/rules/resource-map.ts';
import type { MapFilter } from '../../rules/map.ts';
import { useApp } from '../core/hooks.ts';
import { Segments } from '../kit/segments.tsx';
import { UserWords } from './object-form.tsx';
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
      <fieldset>
        <legend>{t('field.map.show-kinds')}</legend>
        <div class="map-legend-kinds">
          {mapKinds.map((kind) => (
            <label key={kind} class="choice">
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
              <span class="kit-count">{counts.byKind[kind]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Segments
        shown
        look="chips"
        label={t('field.map.used-by')}
        value={filter.usedBy ?? 'anyone'}
        of={['anyone', ...mapUsers] as const}
        words={(user) =>
          user === 'anyone' ? (
            t('field.map.used-by-anyone')
          ) : (
            <>
              <UserWords user={user} />
              <span class="kit-count">{counts.byUser[user]}</span>
            </>
          )
        }
        onValue={(user) =>
          setFilter({ ...filter, usedBy: user === 'anyone' || user === filter.usedBy ? null : user })
        }
      />
      <label class="choice">
        <input
          type="checkbox"
          checked={filter.wishedOnly}
          onChange={(event) => setFilter({ ...filter, wishedOnly: event.currentTarget.checked })}
        />
        <KindSign kind="special" wished size={24} />
        <span>{t('field.map.wished-only')}</span>
        <span class="kit-count">{counts.wished}</span>
      </label>
      <h4>{t('ui.field.condition')}</h4>
      <ul class="kit-list map-marks">
        {mapConditions.map((condition) => (
          <li key={condition}>
            <ConditionMark condition={condition} />
            {words.condition[condition]}
            <span class="kit-count">{counts.byCondition[condition]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
