import type { ComponentChildren } from 'preact';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import {
  CheckboxField,
  NumberField,
  SelectField,
  TextArea,
  TextField,
} from '../../../platform/ui/fields.tsx';
import { Form, type FormErrors, type FormValues } from '../../../platform/ui/form.tsx';
import { useStyles } from '../../../platform/ui/head.ts';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card } from '../../../platform/ui/surfaces.tsx';
import type { Batch } from '../data/batches.ts';
import type { SessionItem } from '../data/sessions.ts';
import { sessionPath, type StepProps } from './session-frame.tsx';

/** One after another, a list with a sticker a line, or the group's own sums. */
export const stickerWays = ['one', 'lines', 'counts'] as const;
export type StickerWay = (typeof stickerWays)[number];

export interface StickerWaysProps extends StepProps {
  /** Names of the cycle's problems, offered while typing. */
  problems: readonly string[];
  values?: FormValues | undefined;
  errors?: FormErrors | undefined;
  /** The way that is open; its form is the one that was refused. */
  way: StickerWay;
  /** The participant number typed last, kept for the next sticker. */
  lastNumber?: string | undefined;
}

/**
 * The three ways side by side. Each is a choice of one row, so that all are seen before any is used, and all of them
 * stand in the page: what was typed in one stays while another is looked at, with or without scripts.
 */
export function StickerWays(props: StickerWaysProps) {
  const { t } = usePage();
  useStyles('sticker-ways.css');
  const { session, way } = props;
  const of = (name: StickerWay) =>
    way === name ? { values: props.values ?? {}, errors: props.errors ?? {} } : {};
  const forms: Record<StickerWay, ComponentChildren> = {
    one: (
      <Form id="one" action={sessionPath(session, '/stickers')} submit={t('ui.add')} inline {...of('one')}>
        <TextField
          name="text"
          label={t('ui.field.statement')}
          hint={t('needs.stickers.text-hint')}
          example={t('needs.example.statement')}
          required
          maxLength={500}
          suggestions={props.problems}
        />
        <Writer lastNumber={props.lastNumber} />
      </Form>
    ),
    lines: (
      <Form id="lines" action={sessionPath(session, '/stickers/lines')} {...of('lines')}>
        <TextArea name="lines" label={t('needs.stickers.lines')} rows={10} required />
        <Writer />
        <Submit asked={way === 'lines' && props.errors?.confirmed !== undefined} />
      </Form>
    ),
    counts: (
      <Form id="counts" action={sessionPath(session, '/stickers/counts')} {...of('counts')}>
        <TextArea
          name="lines"
          label={t('needs.stickers.counts-lines')}
          hint={t('needs.stickers.counts-hint')}
          rows={8}
          required
        />
        <Submit asked={way === 'counts' && props.errors?.confirmed !== undefined} />
      </Form>
    ),
  };
  return (
    <fieldset class="ways">
      <legend class="hidden">{t('needs.stickers.ways')}</legend>
      {stickerWays.flatMap((name) => {
        const id = `way-${name}`;
        return [
          <input key={id} type="radio" name="way" id={id} value={name} checked={name === way} />,
          <label key={`of-${id}`} for={id}>
            {t(`needs.stickers.way.${name}`)}
          </label>,
        ];
      })}
      {stickerWays.map((name) => (
        <div key={name} class={`way way-${name}`}>
          {name !== 'counts' && <p class="hint">{t(`needs.stickers.way.${name}-hint`)}</p>}
          {forms[name]}
        </div>
      ))}
    </fieldset>
  );
}

/** More than the people were given is asked about once: it may be the list of another session. */
function Submit({ asked }: { asked: boolean }) {
  const { t } = usePage();
  return (
    <>
      {asked && <CheckboxField name="confirmed" label={t('needs.stickers.confirm-over')} />}
      <div class="actions">
        <Button>{t('ui.add')}</Button>
      </div>
    </>
  );
}

/** Who wrote it, where that is known. */
function Writer({ lastNumber = '' }: { lastNumber?: string | undefined }) {
  const { t } = usePage();
  return (
    <>
      <NumberField
        name="participantNumber"
        label={t('ui.field.participant')}
        hint={t('needs.stickers.number-hint')}
        value={lastNumber}
      />
      <SelectField
        name="sex"
        label={t('needs.stickers.who')}
        empty={null}
        value=""
        options={[
          { value: '', label: t('needs.stickers.sex-unknown') },
          { value: 'female', label: t('ui.sex.female') },
          { value: 'male', label: t('ui.sex.male') },
        ]}
      />
    </>
  );
}

/** What was entered last, and taking all of it back. */
export function TakeBack({ session, batch }: { session: SessionItem; batch: Batch }) {
  const { t, fmt } = usePage();
  const { id, standing: count, first } = batch;
  return (
    <Card look="quiet">
      <Confirm
        id="take-back"
        action={sessionPath(session, '/stickers/take-back')}
        verb={t('needs.stickers.take-back', { count })}
        fields={{ batchId: id }}
      >
        <p>
          {t('needs.stickers.batch', { name: batch.byName, time: fmt.dateTime(batch.at), first })}{' '}
          {t('needs.stickers.take-back-text')}
        </p>
      </Confirm>
    </Card>
  );
}
