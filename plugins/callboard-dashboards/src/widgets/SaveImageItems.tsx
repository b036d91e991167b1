import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WidgetBars } from '@callboard/plugin-callboard-common';
import {
  toChartOption,
  type DrawnChartType,
} from '@callboard/plugin-callboard-common/charts';
import {
  drawPng,
  drawSvg,
  saveFile,
  useToast,
} from '@callboard/plugin-callboard-react';
import MenuItem from '@mui/material/MenuItem';
import { useTheme } from '@mui/material/styles';
import type { ShownWidget } from './ShownWidget';
import { useChartRequest } from './useChartRequest';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The size of pictures, in pixels. */
const SIZE = { width: 960, height: 540 };

const makers = { png: drawPng, svg: drawSvg };

/** The entries of a menu that save a chart as a picture. */
export function SaveImageItems(props: {
  widget: ShownWidget;
  type: DrawnChartType;
  bars: WidgetBars;
  /** Called after a choice. */
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
    height: SIZE.height,
  });
  const save = async (format: keyof typeof makers) => {
    onDone();
    try {
      const option = toChartOption({ ...request, printed: SIZE });
      const image = await makers[format]({ option, theme, ...SIZE });
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
