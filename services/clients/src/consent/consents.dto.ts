import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, ValidateNested } from 'class-validator';
import {
  CHANNELS,
  CONSENT_PURPOSES,
  CONSENT_STATES,
  type Channel,
  type ConsentPurpose,
  type ConsentState,
} from '@pcrm/contracts';

/** One answer of the client. */
export class ConsentBody {
  @IsIn(CONSENT_PURPOSES) purpose!: ConsentPurpose;
  @IsIn(CHANNELS) channel!: Channel;
  @IsIn(CONSENT_STATES) state!: ConsentState;
}
export class ChangeConsentRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ConsentBody)
  changes!: ConsentBody[];
}
