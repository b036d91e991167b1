import {
  ApiBlueprint,
  createExtensionInput,
} from '@backstage/frontend-plugin-api';
import {
  sortPageSections,
  workItemSectionDataRef,
  workItemSectionsApiRef,
} from '@callboard/plugin-callboard-react';

/** Collects the sections that other plugins add to the details of items. */
export const itemSections = ApiBlueprint.makeWithOverrides({
  name: 'item-sections',
  inputs: { sections: createExtensionInput([workItemSectionDataRef]) },
  factory: (originalFactory, { inputs }) =>
    originalFactory(defineParams =>
      defineParams({
        api: workItemSectionsApiRef,
        deps: {},
        factory: () =>
          sortPageSections(
            inputs.sections.map(section => section.get(workItemSectionDataRef)),
          ),
      }),
    ),
});
