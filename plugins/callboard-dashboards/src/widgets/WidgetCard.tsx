import type { Widget } from '@callboard/plugin-callboard-common';
import type { SelectedBar } from '@callboard/plugin-callboard-common/charts';
import { memo, useCallback, useState, type ReactNode } from 'react';
import { type ViewerFilters, useWidgetData } from '../data/useWidgetData';
import { FileSpinner, useWidgetFile } from '../files/fileDownload';
import { getContentHeight } from '../view/WidgetGrid';
import { getWidgetQuery } from './widgetLabels';
import { WidgetBody } from './WidgetBody';
import { WidgetFrame } from './WidgetFrame';
import { WidgetMenu, type WidgetAction } from './WidgetMenu';
import { WidgetNotes } from './WidgetNotes';

/** A widget on a dashboard, with the data that the viewer can see. */
export const WidgetCard = memo(
  (props: {
    slug: string;
    widget: Widget;
    viewerFilters: ViewerFilters;
    refresh_seconds?: number;
    /** The name of the dashboard's owner; undefined if the viewer is the owner. */
    owner: string | undefined;
    /** Opens the rows behind a bar. Must be the same function in every render. */
    onSelect?: (widget: Widget, bar: Partial<SelectedBar>) => void;
    /** Set for users who may change the widget. */
    editActions?: readonly WidgetAction[];
    /** The drag handle. */
    handle?: ReactNode;
  }) => {
    const { slug, widget, viewerFilters, owner, onSelect } = props;
    const query = useWidgetData(
      slug,
      widget,
      viewerFilters,
      props.refresh_seconds,
    );
    const file = useWidgetFile(slug, widget, viewerFilters);
    const [isTable, setTable] = useState(false);
    const canOpen = onSelect && getWidgetQuery(widget) !== undefined;
    const select = useCallback(
      (bar: Partial<SelectedBar>) => onSelect?.(widget, bar),
      [onSelect, widget],
    );
    return (
      <WidgetFrame
        title={widget.title}
        handle={props.handle}
        notes={
          <>
            {query.data && (
              <WidgetNotes widget={widget} data={query.data} owner={owner} />
            )}
            <FileSpinner running={file.running} />
          </>
        }
        actions={
          <WidgetMenu
            widget={widget}
            data={query.data}
            isTable={isTable}
            onTable={setTable}
            onAllRows={canOpen ? () => select({}) : undefined}
            file={query.data && file}
            editActions={props.editActions}
          />
        }
      >
        <WidgetBody
          widget={widget}
          query={query}
          height={getContentHeight(widget.size.height)}
          isTable={isTable}
          onSelect={canOpen ? select : undefined}
        />
      </WidgetFrame>
    );
  },
);
