"""Writing into the boxes of somebody else's PDF (窓口の様式に重ねる): its pages made flat, our text drawn above them."""
