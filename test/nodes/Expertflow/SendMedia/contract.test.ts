import { describeNodeContract } from '../../../support/contract';
import { expertflowSendMediaFromFile, expertflowSendMediaFromUrl } from '../contracts';
import { useExpertflow, vendor } from '../support';

useExpertflow();

describeNodeContract(expertflowSendMediaFromFile(vendor));
describeNodeContract(expertflowSendMediaFromUrl(vendor));
