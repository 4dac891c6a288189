import { LinkButton } from '../../../platform/ui/button.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import {
  CheckboxField,
  CheckboxGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../../platform/ui/fields.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { ResourceMap } from '../../../drawings/resource-map.tsx';
import { Card, EmptyState, Facts, Tag } from '../../../platform/ui/surfaces.tsx';
import type { SessionItem } from '../data/sessions.ts';
import { countObjects, mapWords } from '../rules/resource-map.ts';
import { recordLimits, type MapObject } from '../rules/session-record.ts';
import { SessionFrame, sessionPath, useGroupName, useVillageName } from './session-frame.tsx';
import { EditedMeanwhile, formState, revision, type StepProps } from './session-record.tsx';
import { mapConditions, mapKinds, mapUsers } from '../../../drawings/words.ts';

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
  const { t, fmt, href } = usePage();
  const { session, objects, photo } = props;
  const words = useMapWords();
  const counts = countObjects(objects);
  const name = `${useVillageName()(session.village)}: ${useGroupName()(session)}`;
  const { repair, old, collapsing } = counts.byCondition;
  return (
    <SessionFrame
      session={session}
      step="resources"
      title={t('needs.map.title')}
      lead={t('needs.map.lead')}
      inside
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
      wide
    >
      <EditedMeanwhile standing={props.standing} />
      {objects.length === 0 && photo === null ? (
        <EmptyState icon="map" title={t('needs.map.empty')}>
          {props.mayRecord && t('needs.map.empty-text')}
        </EmptyState>
      ) : (
        <>
          {(counts.drawn > 0 || photo) && (
            <figure>
              <figcaption class="hidden">{t('needs.map.title')}</figcaption>
              <div class="map-scroll" tabIndex={0} role="region" aria-label={t('needs.map.title')}>
                <ResourceMap
                  label={t('needs.map.picture', { name, count: counts.drawn })}
                  objects={objects}
                  words={words}
                  base={session.mapBase}
                  photo={photo}
                  photoUrl={photo ? href(sessionPath(session, `/photos/${photo.id}`)) : undefined}
                />
              </div>
            </figure>
          )}
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
        columns={[
          {
            key: 'name',
            label: t('ui.field.name'),
            head: true,
            cell: (one) => one.name || words.kind[one.kind],
          },
          { key: 'kind', label: t('ui.field.kind'), cell: (one) => words.kind[one.kind] },
          {
            key: 'condition',
            label: t('ui.field.condition'),
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
            label: t('needs.map.users'),
            cell: (one) =>
              one.users.length === 0 ? '–' : fmt.list(one.users.map((user) => words.user[user])),
          },
          { key: 'note', label: t('ui.field.judgement'), cell: (one) => one.note || '–' },
          {
            key: 'drawn',
            label: t('needs.map.drawn'),
            cell: (one) => t(one.shape === 'none' ? 'needs.map.drawn-no' : 'needs.map.drawn-yes'),
          },
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

function ObjectForm(props: SessionMapProps) {
  const { t } = usePage();
  const { session, objects, values = {}, errors = {} } = props;
  const words = useMapWords();
  const sent = Object.keys(values).filter((name) => /^rows\.\d+\.name$/.test(name)).length;
  const count = Math.min(recordLimits.mapObjects, Math.max(objects.length + spareRows, sent));
  // An empty tick is not sent: when the form is shown again, what is missing was taken away by hand.
  const again = sent > 0;
  return (
    <Card title={t('meetings.people.edit')}>
      <p class="hint">{t('needs.map.edit-hint')}</p>
      <Form action={sessionPath(session, '/map')} submit={t('ui.save')} {...formState(props)}>
        {revision(session)}
        {Array.from({ length: count }, (_, index) => {
          const one = objects[index];
          const row = `rows.${index}`;
          const title = one ? one.name || words.kind[one.kind] : t('needs.map.row-new');
          const wrong = Object.keys(errors).some((name) => name.startsWith(`${row}.`));
          const fields = (
            <>
              <input type="hidden" name={`${row}.id`} value={one?.id ?? ''} />
              <TextField
                name={`${row}.name`}
                label={t('ui.field.name')}
                value={one?.name ?? ''}
                maxLength={recordLimits.name}
              />
              <SelectField
                name={`${row}.kind`}
                label={t('ui.field.kind')}
                value={one?.kind ?? 'infrastructure'}
                empty={null}
                options={mapKinds.map((kind) => ({ value: kind, label: words.kind[kind] }))}
              />
              <SelectField
                name={`${row}.condition`}
                label={t('ui.field.condition')}
                value={one?.condition ?? ''}
                options={mapConditions.map((condition) => ({
                  value: condition,
                  label: words.condition[condition],
                }))}
              />
              <CheckboxGroup
                name={`${row}.users`}
                label={t('needs.map.users')}
                inline
                values={again ? [] : (one?.users ?? [])}
                options={mapUsers.map((user) => ({ value: user, label: words.user[user] }))}
              />
              <CheckboxField
                name={`${row}.wished`}
                label={words.wished}
                checked={!again && one?.wished === true}
              />
              <TextArea
                name={`${row}.note`}
                label={t('ui.field.judgement')}
                rows={2}
                value={one?.note ?? ''}
                maxLength={recordLimits.judgement}
              />
            </>
          );
          // Of the empty rows the first is open: a long page of empty fields hides the button.
          const typed = typeof values[`${row}.name`] === 'string' && values[`${row}.name`] !== '';
          const open = wrong || (!one && (index === objects.length || typed));
          return (
            <details key={index} open={open || undefined}>
              <summary>
                {t('needs.map.row', { number: index + 1 })}: {title}
              </summary>
              {fields}
              {one && <CheckboxField name={`${row}.remove`} label={t('meetings.people.remove')} />}
            </details>
          );
        })}
      </Form>
    </Card>
  );
}
