import { describeNodeContract } from '../../../support/describeNodeContract';
import { useHaptik } from '../support';
import { haptikSendFile } from './contract';

describeNodeContract(haptikSendFile(useHaptik().haptik));
