import { useScript } from './head.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page-context.ts';

/** Prints the page; not there without a script, since only a script can. */
export function PrintButton() {
  const { t } = usePage();
  useScript('print.client.js');
  return (
    <button class="btn ghost" type="button" data-print="" hidden>
      <Icon name="document" />
      {t('ui.print')}
    </button>
  );
}
