import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WidgetData,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import {
  callboardReactTranslationRef,
  drawPng,
  drawSvg,
  saveFile,
  useToast,
} from '@callboard/plugin-callboard-react';
import {
  toChartOption,
  type DrawnChartType,
} from '@callboard/plugin-callboard-common/charts';
import { useTheme } from '@mui/material/styles';
import type { WidgetDownload } from '../files/fileDownload';
import { getDrawnChartType, type WidgetContentFields } from './widgetLabels';
import { useChartRequest } from './useChartRequest';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The size of images, in pixels. */
const IMAGE_SIZE = { width: 960, height: 540 };

const drawFunctions = { png: drawPng, svg: drawSvg };

export function ExportImageItems(props: {
  widget: WidgetContentFields;
  type: DrawnChartType;
  bars: WidgetBars;
  onDone: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const notify = useToast();
  const theme = useTheme();
  const { widget, type, bars, onDone } = props;
  const request = useChartRequest({
    widget,
    type,
    bars,
    height: IMAGE_SIZE.height,
  });
  const save = async (format: keyof typeof drawFunctions) => {
    onDone();
    try {
      const option = toChartOption({ ...request, printed: IMAGE_SIZE });
      const image = await drawFunctions[format]({
        option,
        theme,
        ...IMAGE_SIZE,
      });
      saveFile(image, `${widget.title || t('untitled')}.${format}`);
    } catch (error) {
      notify({
        status: 'danger',
        title: t('saveFailed'),
        description: (error as Error).message,
      });
    }
  };
  return (
    <>
      <MenuItem onClick={() => save('png')}>{t('asPng')}</MenuItem>
      <MenuItem onClick={() => save('svg')}>{t('asSvg')}</MenuItem>
    </>
  );
}

/** The menu items that export data; during an export, the item that cancels the export. */
function ExportDataItems(props: {
  download: WidgetDownload;
  onDone: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { t: tReact } = useTranslationRef(callboardReactTranslationRef);
  const { download, onDone } = props;
  if (download.running) {
    const cancel = () => {
      onDone();
      download.cancel();
    };
    return <MenuItem onClick={cancel}>{tReact('export.cancel')}</MenuItem>;
  }
  const save = (format: Parameters<WidgetDownload['save']>[0]) => () => {
    onDone();
    download.save(format);
  };
  return (
    <>
      <MenuItem onClick={save('xlsx')}>{t('asXlsx')}</MenuItem>
      <MenuItem onClick={save('csv')}>{t('asCsv')}</MenuItem>
    </>
  );
}

export interface WidgetAction {
  label: string;
  run: () => void;
}

export function WidgetMenu(props: {
  widget: WidgetContentFields;
  data: WidgetData | undefined;
  isTable: boolean;
  onTable: (isTable: boolean) => void;
  onAllRows?: () => void;
  /** The export of the widget's data; undefined without data. */
  download?: WidgetDownload;
  /** Set for users who may change the widget. */
  editActions?: readonly WidgetAction[];
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const {
    widget,
    data,
    isTable,
    onAllRows,
    download,
    editActions = [],
  } = props;
  const [anchor, setAnchor] = useState<HTMLElement>();
  const type = getDrawnChartType(widget);
  const bars = data && 'data' in data ? data : undefined;
  const close = () => setAnchor(undefined);
  const toClosingHandler = (run: () => void) => () => {
    close();
    run();
  };
  const hasOtherActions = Boolean(bars || onAllRows || download);
  if (!hasOtherActions && editActions.length === 0) {
    return null;
  }
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('menu', { title: widget.title || t('untitled') })}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon fontSize="small" />
      </IconButton>
      <Menu anchorEl={anchor} open={Boolean(anchor)} onClose={close}>
        {editActions.map(({ label, run }) => (
          <MenuItem key={label} onClick={toClosingHandler(run)}>
            {label}
          </MenuItem>
        ))}
        {editActions.length > 0 && hasOtherActions && <Divider />}
        {type && bars && (
          <MenuItem onClick={toClosingHandler(() => props.onTable(!isTable))}>
            {isTable ? t('showAsChart') : t('showAsTable')}
          </MenuItem>
        )}
        {onAllRows && (
          <MenuItem onClick={toClosingHandler(onAllRows)}>
            {t('allRows')}
          </MenuItem>
        )}
        {type && bars && (
          <ExportImageItems
            widget={widget}
            type={type}
            bars={bars}
            onDone={close}
          />
        )}
        {download && <ExportDataItems download={download} onDone={close} />}
      </Menu>
    </>
  );
}
