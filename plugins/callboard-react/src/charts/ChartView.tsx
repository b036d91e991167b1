import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { type EChartsType, init } from 'echarts/core';
import { useEffect, useRef } from 'react';
import type { ChartProps } from './Chart';
import { getChartTheme } from './useChartPalette';
import { registerCharts } from './registerCharts';

export function ChartView(props: ChartProps) {
  const { option, height, highlighted, onSelect, subject } = props;
  const theme = useTheme();
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>();
  const latestOnSelect = useRef(onSelect);
  latestOnSelect.current = onSelect;
  const drawnSubject = useRef<string>();
  const wasHighlighted = useRef(false);

  useEffect(() => {
    registerCharts();
    const newChart = init(element.current, getChartTheme(theme), {
      renderer: 'svg',
    });
    newChart.on('click', ({ dataIndex, seriesId }) => {
      if (dataIndex !== undefined) {
        // Identify series by id, because their indexes change with their order.
        latestOnSelect.current?.(dataIndex, seriesId ?? '');
      }
    });
    chart.current = newChart;
    const observer =
      typeof ResizeObserver === 'undefined'
        ? undefined
        : new ResizeObserver(() => newChart.resize());
    observer?.observe(element.current!);
    return () => {
      observer?.disconnect();
      newChart.dispose();
      chart.current = undefined;
      drawnSubject.current = undefined;
    };
  }, [theme]);

  useEffect(() => {
    const isSameSubject =
      subject !== undefined && drawnSubject.current === subject;
    drawnSubject.current = subject;
    // Keep the zoom and scroll position.
    const { dataZoom: _, ...changed } = option;
    chart.current?.setOption(
      isSameSubject ? changed : option,
      isSameSubject ? { replaceMerge: ['series'] } : { notMerge: true },
    );
  }, [option, subject, theme]);

  useEffect(() => {
    const target = { seriesIndex: 0, dataIndex: highlighted };
    if (highlighted === undefined && !wasHighlighted.current) {
      // Keep the tooltip that the pointer opened.
      return;
    }
    wasHighlighted.current = highlighted !== undefined;
    if (highlighted === undefined) {
      chart.current?.dispatchAction({ type: 'hideTip' });
      chart.current?.dispatchAction({ type: 'downplay', seriesIndex: 0 });
    } else {
      chart.current?.dispatchAction({ type: 'downplay', seriesIndex: 0 });
      chart.current?.dispatchAction({ type: 'highlight', ...target });
      chart.current?.dispatchAction({ type: 'showTip', ...target });
    }
  }, [highlighted, option, theme]);

  return <Box ref={element} sx={{ height, width: '100%' }} />;
}
