import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { FeatureTables } from '../../../database/FeatureTables';
import { sendDownload } from '../../../http/sendDownload';
import { MyDataReader } from './MyDataReader';
import { writeMyData } from './writeMyData';

/** Lets people view and download the data stored about them. */
export function addMyData(
  { router, reader, clock }: Core,
  stored: () => readonly FeatureTables[],
): void {
  const data = new MyDataReader({ reader, stored });
  router.handle(endpoints.getMyData, ({ caller }) =>
    data.read(caller.user_ref),
  );
  router.download(endpoints.exportMyData, async ({ caller }, res) => {
    const { user_ref } = caller;
    const madeAt = new Date(clock.now()).toISOString();
    const domains = await data.listDomains(user_ref);
    await sendDownload(
      res,
      {
        name: `My_data_${madeAt.slice(0, 10)}.zip`,
        mediaType: endpoints.exportMyData.download!,
      },
      output => writeMyData(output, domains, { user_ref, madeAt }),
    );
  });
}
