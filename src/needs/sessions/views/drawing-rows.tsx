import type { ComponentChildren } from 'preact';
import { Button } from '../../../platform/ui/button.tsx';
import { fieldId, type FormValues } from '../../../platform/ui/form.tsx';
import { useStyles } from '../../../platform/ui/head.ts';
import { usePage } from '../../../platform/ui/page-context.ts';

/**
 * How many rows a form shows: those that stand and some empty ones, all that were sent, and one more when it was asked
 * for (`more`, the button of `OneMore`).
 */
export function rowsShown(values: FormValues | undefined, standing: number, least: number): number {
  const sent = Object.keys(values ?? {}).filter((name) => /^rows\.\d+\.name$/.test(name)).length;
  return Math.max(standing + 1, least, sent) + (values?.more === undefined ? 0 : 1);
}

/** Fields of one row beside one another where there is room, the first the widest. */
export function FieldsRow({ children }: { children: ComponentChildren }) {
  useStyles('drawing-rows.css');
  return <div class="fields-row">{children}</div>;
}

/**
 * Asks for one more row. The page comes back with what was typed and the new row in sight; nothing is saved by it. Enter
 * is answered by the first button of a form, so a hidden one that saves stands before.
 */
export function OneMore({ count, path, text }: { count: number; path: string; text: string }) {
  return (
    <div class="actions">
      <Button
        look="ghost"
        icon="plus"
        name="more"
        value="yes"
        formAction={`${path}#${fieldId('f', `rows.${count}.name`)}`}
      >
        {text}
      </Button>
    </div>
  );
}

/** The button that answers Enter. */
export function EnterSaves() {
  const { t } = usePage();
  return (
    <button class="hidden" tabIndex={-1} aria-hidden="true">
      {t('ui.save-and-continue')}
    </button>
  );
}
