import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardReactTranslationRef } from '@callboard/plugin-callboard-react';
import MenuItem from '@mui/material/MenuItem';
import type { WidgetFile, WidgetFileFormat } from '../files/useWidgetFile';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The menu items that download numbers; during a download, the one that cancels it. */
export function SaveNumbersItems(props: {
  file: WidgetFile;
  /** Called after a choice. */
  onDone: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { t: words } = useTranslationRef(callboardReactTranslationRef);
  const { file, onDone } = props;
  if (file.underWay) {
    const cancel = () => {
      onDone();
      file.cancel();
    };
    return <MenuItem onClick={cancel}>{words('export.cancel')}</MenuItem>;
  }
  const save = (format: WidgetFileFormat) => () => {
    onDone();
    file.save(format);
  };
  return (
    <>
      <MenuItem onClick={save('xlsx')}>{t('asXlsx')}</MenuItem>
      <MenuItem onClick={save('csv')}>{t('asCsv')}</MenuItem>
    </>
  );
}
