import { describeNodeContract } from '../../../support/describeNodeContract';
import { useCallGear } from '../support';
import { callGearUploadChats } from './contract';

describeNodeContract(callGearUploadChats(useCallGear().callGear));
