"""Writing into the boxes of a funder's PDF (窓口の様式に重ねる): its pages made flat, our text drawn above them."""
