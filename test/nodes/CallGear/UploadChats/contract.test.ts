import { describeNodeContract } from '../../../support/contract';
import { useCallGear } from '../support';
import { callGearUploadChats } from './contract';

describeNodeContract(callGearUploadChats(useCallGear().callGear));
