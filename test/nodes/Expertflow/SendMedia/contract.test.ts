import { describeNodeContract } from '../../../support/describeNodeContract';
import { expertflowSendMediaFromFile, expertflowSendMediaFromUrl } from '../contracts';
import { useExpertflow, vendor } from '../support';

useExpertflow();

describeNodeContract(expertflowSendMediaFromFile(vendor));
describeNodeContract(expertflowSendMediaFromUrl(vendor));
