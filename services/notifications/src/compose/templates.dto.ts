import { IsText, MESSAGE_KINDS, type MessageKind } from '@pcrm/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PlainName, Written } from '@pcrm/platform';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, Matches, Min } from 'class-validator';

/** A wording to be approved by a second person. */
export class TemplateRequest {
  @ApiProperty({ example: '中秋祝福' })
  @IsText(40)
  @PlainName()
  name!: string;

  @ApiProperty({ enum: MESSAGE_KINDS })
  @IsIn(MESSAGE_KINDS)
  kind!: MessageKind;

  @ApiPropertyOptional({ description: 'What it is for: birthday, maturity, …', example: 'festival' })
  @IsOptional()
  @Matches(/^[a-z][a-z-]{0,30}$/)
  occasion?: string;

  @ApiProperty({ example: '尊敬的{clientName}，{outletName}{managerName}祝您中秋快乐！' })
  @IsText(500)
  @Written()
  text!: string;

  @ApiPropertyOptional({ description: 'Variables of the text besides clientName, managerName and outletName.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[A-Za-z][A-Za-z0-9]{0,30}$/, { each: true })
  variables?: string[];
}
export class ApproveTemplateRequest {
  @ApiProperty({ description: 'The version that was read.', example: 1 })
  @IsInt()
  @Min(1)
  version!: number;
}
