import { LinkButton } from '../../../platform/ui/button.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import {
  CheckboxField,
  CheckboxGroup,
  HiddenField,
  SelectField,
  TextArea,
  TextField,
} from '../../../platform/ui/fields.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { ResourceMap } from '../../../drawings/resource-map.tsx';
import { Card, EmptyState, Facts, Tag } from '../../../platform/ui/surfaces.tsx';
import { saveResourceObjects } from '../commands/save-resource-objects.ts';
import type { SessionItem } from '../data/sessions.ts';
import { countObjects, mapWords } from '../rules/resource-map.ts';
import type { MapObject } from '../rules/session-record.ts';
import { SessionFrame, sessionPath, useGroupName, useVillageName, type StepProps } from './session-frame.tsx';

/** Rows of the form beyond those that stand, for adding from paper. */
const spareRows = 5;

export type SessionMapProps = StepProps & {
  objects: readonly MapObject[];
  /** Size of the photo under the map, when its picture has come. */
  photo: { readonly id: string; readonly width: number; readonly height: number } | null;
};

/** The words of the map in the language of the page. */
function useMapWords() {
  const { t } = usePage();
  return mapWords(t);
}

/** «Картирлөө»: what the village drew, the same as a list, the files, and a form to fill the list in by hand. */
export function SessionMapPage(props: SessionMapProps) {
  const { t, fmt } = usePage();
  const { session, objects, photo } = props;
  const counts = countObjects(objects);
  const { repair, old, collapsing } = counts.byCondition;
  return (
    <SessionFrame
      page={props}
      step="resources"
      title={t('needs.map.title')}
      lead={t('needs.map.lead')}
      inside
      wide
    >
      {objects.length === 0 && photo === null ? (
        <EmptyState icon="map" title={t('needs.map.empty')}>
          {props.mayRecord && t('needs.map.empty-text')}
        </EmptyState>
      ) : (
        <>
          {(counts.drawn > 0 || photo) && <DrawnMap session={session} objects={objects} photo={photo} />}
          <Facts
            items={[
              { label: t('needs.map.counts'), value: fmt.number(counts.all) },
              { label: t('needs.map.counts-wished'), value: fmt.number(counts.wished) },
              { label: t('needs.map.counts-repair'), value: fmt.number(repair + old + collapsing) },
            ]}
          />
          <ObjectTable session={session} objects={objects} photo={photo !== null} />
        </>
      )}
      {props.mayRecord && <ObjectForm {...props} />}
    </SessionFrame>
  );
}

/** The map as the village drew it. */
export function DrawnMap({
  session,
  objects,
  photo,
}: Pick<SessionMapProps, 'objects' | 'photo'> & { session: SessionItem }) {
  const { t, href } = usePage();
  const words = useMapWords();
  const name = `${useVillageName()(session.village)}: ${useGroupName()(session)}`;
  return (
    <figure>
      <figcaption class="hidden">{t('needs.map.title')}</figcaption>
      <div class="map-scroll" tabIndex={0} role="region" aria-label={t('needs.map.title')}>
        <ResourceMap
          label={t('needs.map.picture', { name, count: countObjects(objects).drawn })}
          objects={objects}
          words={words}
          base={session.mapBase}
          photo={photo}
          photoUrl={photo ? href(sessionPath(session, `/photos/${photo.id}`)) : undefined}
        />
      </div>
    </figure>
  );
}

function ObjectTable({
  session,
  objects,
  photo,
}: {
  session: SessionItem;
  objects: readonly MapObject[];
  photo: boolean;
}) {
  const { t, fmt } = usePage();
  const words = useMapWords();
  const file = (ending: string) => sessionPath(session, `/map.${ending}`);
  return (
    <>
      <DataTable
        caption={t('needs.map.list')}
        rows={objects}
        rowKey={(one) => one.id}
        words="needs.map"
        columns={[
          { key: 'name', head: true, cell: (one) => one.name || words.kind[one.kind] },
          { key: 'kind', cell: (one) => words.kind[one.kind] },
          {
            key: 'condition',
            cell: (one) =>
              one.wished ? (
                <Tag tone="info">{words.wished}</Tag>
              ) : one.condition ? (
                words.condition[one.condition]
              ) : (
                '–'
              ),
          },
          {
            key: 'users',
            cell: (one) =>
              one.users.length === 0 ? '–' : fmt.list(one.users.map((user) => words.user[user])),
          },
          { key: 'judgement', cell: (one) => one.note || '–' },
          { key: 'drawn', cell: (one) => t(`needs.map.drawn-${one.shape === 'none' ? 'no' : 'yes'}`) },
        ]}
      />
      <Card title={t('needs.map.files')}>
        <div class="actions">
          <LinkButton look="ghost" small icon="download" download href={file('png')}>
            {t('needs.map.file.png')}
          </LinkButton>
          {photo && (
            <LinkButton look="ghost" small icon="download" download href={`${file('png')}?photo=yes`}>
              {t('needs.map.file.png-photo')}
            </LinkButton>
          )}
          <LinkButton look="ghost" small icon="download" download href={file('svg')}>
            {t('needs.map.file.svg')}
          </LinkButton>
          <LinkButton look="ghost" small icon="download" download href={file('geojson')}>
            {t('needs.map.file.geojson')}
          </LinkButton>
        </div>
        {photo && <p class="hint">{t('needs.map.photo-note')}</p>}
      </Card>
    </>
  );
}

function ObjectForm({ session, objects }: SessionMapProps) {
  const { t } = usePage();
  const words = useMapWords();
  return (
    <Card title={t('meetings.people.edit')}>
      <p class="hint">{t('needs.map.edit-hint')}</p>
      <Form
        of={saveResourceObjects}
        action={sessionPath(session, '/map')}
        row={{ revision: session.revision, rows: objects }}
        submit={t('ui.save')}
      >
        {(f) =>
          f('rows')
            .lines(spareRows)
            .map(({ f: line, name, index, row, wrong, typed }) => {
              const kind = row?.kind ?? 'infrastructure';
              const title = row ? row.name || words.kind[kind] : t('needs.map.row-new');
              // Of the empty rows the first is open: a long page of empty fields hides the button.
              const open = wrong || typed || (!row && index === objects.length);
              return (
                <details key={index} open={open || undefined}>
                  <summary>
                    {t('needs.map.row', { number: index + 1 })}: {title}
                  </summary>
                  <HiddenField {...line('id')} />
                  <TextField {...line('name')} />
                  <SelectField {...line('kind')} value={kind} empty={null} />
                  <SelectField {...line('condition')} />
                  <CheckboxGroup {...line('users')} inline />
                  <CheckboxField {...line('wished')} />
                  <TextArea {...line('note')} rows={2} />
                  {row && <CheckboxField name={`${name}.remove`} label={t('meetings.people.remove')} />}
                </details>
              );
            })
        }
      </Form>
    </Card>
  );
}
