import type { Widget } from '@callboard/plugin-callboard-common';
import type { SelectedBar } from '@callboard/plugin-callboard-common/charts';
import { memo, useCallback, useState, type ReactNode } from 'react';
import { type ViewerFilters, useWidgetData } from '../data/useWidgetData';
import { FileSpinner, useWidgetDownload } from '../files/fileDownload';
import { getContentHeight } from '../view/WidgetGrid';
import { getWidgetQuery } from './widgetLabels';
import { WidgetBody } from './WidgetBody';
import { WidgetFrame } from './WidgetFrame';
import { WidgetMenu, type WidgetAction } from './WidgetMenu';
import { WidgetNotes } from './WidgetNotes';

/** Loads a widget's data; returns the notes, the menu and the body of its card. */
export function useWidgetParts(props: {
  slug: string;
  widget: Widget;
  viewerFilters: ViewerFilters;
  refresh_seconds?: number;
  /** The name of the dashboard's owner; undefined if the viewer is the owner. */
  owner: string | undefined;
  /** The height of the body, in pixels. */
  height: number;
  onSelect?: (bar: Partial<SelectedBar>) => void;
  /** Set for users who may change the widget. */
  editActions?: readonly WidgetAction[];
}) {
  const { slug, widget, viewerFilters } = props;
  const result = useWidgetData(
    slug,
    widget,
    viewerFilters,
    props.refresh_seconds,
  );
  const download = useWidgetDownload(slug, widget, viewerFilters);
  const [isTable, setTable] = useState(false);
  const openRows = getWidgetQuery(widget) && props.onSelect;
  return {
    notes: (
      <>
        {result.data && (
          <WidgetNotes widget={widget} data={result.data} owner={props.owner} />
        )}
        <FileSpinner running={download.running} />
      </>
    ),
    menu: (
      <WidgetMenu
        widget={widget}
        data={result.data}
        isTable={isTable}
        onTable={setTable}
        onAllRows={openRows && (() => openRows({}))}
        download={result.data && download}
        editActions={props.editActions}
      />
    ),
    body: (
      <WidgetBody
        widget={widget}
        query={result}
        height={props.height}
        isTable={isTable}
        onSelect={openRows}
      />
    ),
  };
}

export type WidgetCardProps = Omit<
  Parameters<typeof useWidgetParts>[0],
  'height' | 'onSelect'
> & {
  /** Opens the rows behind a bar. Must be the same function in every render. */
  onSelect?: (widget: Widget, bar: Partial<SelectedBar>) => void;
  handle?: ReactNode;
};

export const WidgetCard = memo((props: WidgetCardProps) => {
  const { widget, onSelect } = props;
  const select = useCallback(
    (bar: Partial<SelectedBar>) => onSelect?.(widget, bar),
    [onSelect, widget],
  );
  const { notes, menu, body } = useWidgetParts({
    ...props,
    height: getContentHeight(widget.size.height),
    onSelect: onSelect && select,
  });
  return (
    <WidgetFrame
      title={widget.title}
      handle={props.handle}
      notes={notes}
      actions={menu}
    >
      {body}
    </WidgetFrame>
  );
});
