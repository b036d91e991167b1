import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Route, Routes, useLocation } from 'react-router-dom';

function Address() {
  const { pathname, search } = useLocation();
  return <p>At {`${pathname}${search}`}</p>;
}

/** A plugin whose page `/other`, including all paths below it, shows its address. @internal */
export const otherPage = createFrontendPlugin({
  pluginId: 'other',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/other',
        title: 'Other',
        loader: async () => (
          <Routes>
            <Route path="*" element={<Address />} />
          </Routes>
        ),
      },
    }),
  ],
});
