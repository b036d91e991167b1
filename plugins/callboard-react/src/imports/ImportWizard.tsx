import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import Step from '@mui/material/Step';
import StepLabel from '@mui/material/StepLabel';
import Stepper from '@mui/material/Stepper';
import { FileStep } from './FileStep';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import { PreviewStep } from './PreviewStep';
import { ResultStep } from './ResultStep';
import { useImport } from './useImport';

const steps = ['file', 'preview', 'result'] as const;

/**
 * Imports a file in three steps: choose, preview, result. No data change before the person confirms
 * the second step.
 *
 * @public
 */
export function ImportWizard(props: {
  kind: ImportKind;
  /** The workspace of the imported rows. */
  workspace: string;
  /** The page that lists the imported rows. */
  backHref: string;
  /** Called when data may have changed. */
  onImported: () => void;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, backHref } = props;
  const run = useImport(kind, props.workspace, props.onImported);
  const { stand } = run;
  return (
    <Stack spacing={3}>
      <Stepper
        activeStep={steps.indexOf(stand.step)}
        aria-label={t('steps.label')}
        sx={{ maxWidth: 560, '& > :first-of-type': { paddingInlineStart: 0 } }}
      >
        {steps.map(step => (
          <Step
            key={step}
            completed={stand.step === 'result' ? true : undefined}
            aria-current={step === stand.step ? 'step' : undefined}
          >
            <StepLabel>{t(`steps.${step}`)}</StepLabel>
          </Step>
        ))}
      </Stepper>
      {stand.step === 'file' && <FileStep kind={kind} run={run} />}
      {stand.step === 'preview' && (
        <PreviewStep kind={kind} run={run} result={stand.result} />
      )}
      {stand.step === 'result' && (
        <ResultStep
          kind={kind}
          run={run}
          result={stand.result}
          backHref={backHref}
        />
      )}
    </Stack>
  );
}
