import type { ComponentChildren, ComponentProps } from 'preact';
import type { z } from 'zod';
import { usePage } from '../ui/page-context.ts';
import { StaffPage } from '../ui/staff-page.tsx';
import { Form } from './form.tsx';

/** A page that is one form: saved, or left for the page above it. What else stands there comes `below`. */
export function FormPage<Shape extends z.ZodRawShape>({
  title,
  lead,
  crumbs,
  below,
  ...form
}: Pick<ComponentProps<typeof StaffPage>, 'title' | 'lead'> &
  Parameters<typeof Form<Shape>>[0] & {
    crumbs: NonNullable<ComponentProps<typeof StaffPage>['crumbs']>;
    below?: ComponentChildren;
  }) {
  const { t } = usePage();
  const above = crumbs.at(-1)?.path;
  return (
    <StaffPage title={title} lead={lead} crumbs={crumbs}>
      <Form<Shape> submit={t('ui.save')} {...(above !== undefined && { cancel: above })} {...form} />
      {below}
    </StaffPage>
  );
}
